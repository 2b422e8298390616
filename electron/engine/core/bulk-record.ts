import type { BulkDeed, BulkState } from '#shared/domain/bulk.ts';
import type { RunFilter } from '#shared/domain/run-filter.ts';
import type { Actor, RunKey } from '#engine/core/live-run.ts';

/** The integer a bulk is known by inside one instance. */
export type BulkKey = number & { readonly __brand?: 'BulkKey' };

/** A bulk with how far it has come. */
export interface BulkRecord {
  readonly key: BulkKey;
  readonly deed: BulkDeed;
  readonly filter: RunFilter | null;
  readonly actor: Actor;
  readonly createdAt: number;
  /** The end of the time in which it can be undone. */
  readonly startsAt: number;
  readonly spacingMs: number;
  readonly itemCount: number;
  readonly state: BulkState;
  /** The item that is done next, counted from 1, and when; `null` once it is over. */
  readonly nextItem: number;
  readonly nextAt: number | null;
  readonly doneCount: number;
  readonly refusedCount: number;
}

/** What one item is about: a run that is there, or an instant. */
export interface BulkSubject {
  readonly runKey: RunKey | null;
  readonly nominalAt: number | null;
}

/** What became of one item. */
export type ItemResult =
  | { readonly isDone: true; readonly runKey: RunKey }
  | { readonly isDone: false; readonly message: string };
