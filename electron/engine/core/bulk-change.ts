import type { BulkRecord, BulkSubject, ItemResult } from '#engine/core/bulk-record.ts';
import type { Actor, RunKey, TriggerKey } from '#engine/core/live-run.ts';

/** What bulks and backfills want written. */
export type BulkChange = InstantBackfilled | BulkCreated | BulkItemEnded | BulkMoved;

/** An instant of a trigger got a run afterwards, because somebody asked for it. What was decided when it was due stays. */
export interface InstantBackfilled {
  readonly type: 'instant_backfilled';
  readonly triggerKey: TriggerKey;
  readonly nominalAt: number;
  readonly runKey: RunKey;
  /** It had a run before: this one takes its place. */
  readonly isRepetition: boolean;
}

/** Somebody asked for many things at once. */
export interface BulkCreated {
  readonly type: 'bulk_created';
  readonly bulk: BulkRecord;
  /** In the order in which they are done. */
  readonly subjects: readonly BulkSubject[];
}

/** The next item of a bulk was done or refused. */
export interface BulkItemEnded {
  readonly type: 'bulk_item_ended';
  readonly before: BulkRecord;
  readonly after: BulkRecord;
  readonly subject: BulkSubject;
  readonly result: ItemResult;
}

/** A bulk is over. */
export interface BulkMoved {
  readonly type: 'bulk_moved';
  readonly before: BulkRecord;
  readonly after: BulkRecord;
  /** Who ended it; `null` where its last item did. */
  readonly actor: Actor | null;
}
