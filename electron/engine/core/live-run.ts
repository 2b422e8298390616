import type { Branded } from '#shared/lib/branded.ts';
import type { JsonObject } from '#shared/lib/json.ts';
import type { JobDefinition } from '#shared/domain/job.ts';
import type { RenderedKey } from '#shared/domain/request-line.ts';
import type { RunOrigin } from '#shared/domain/run.ts';
import type { RunState } from '#shared/domain/run-state-table.ts';

/** The integer a run is known by inside one instance; its public id is made from it (`run-identity.ts`). */
export type RunKey = number & { readonly __brand?: 'RunKey' };
export type JobKey = number & { readonly __brand?: 'JobKey' };
export type TriggerKey = number & { readonly __brand?: 'TriggerKey' };
export type RevisionKey = number & { readonly __brand?: 'RevisionKey' };
/** A caller's name for one command: repeating it repeats the answer, not the deed. */
export type CommandId = Branded<'CommandId'>;

/** Who asked for something, and why. */
export interface Actor {
  readonly name: string;
  readonly reason: string | null;
}

/** One revision of a job, as runs refer to it. */
export interface JobRevision {
  readonly jobKey: JobKey;
  readonly revisionKey: RevisionKey;
  readonly revisionNumber: number;
  readonly definition: JobDefinition;
}

/** A run that is not final, with everything that deciding about it and carrying it out needs. */
export interface LiveRun {
  readonly key: RunKey;
  readonly revision: JobRevision;
  readonly state: RunState;
  readonly origin: RunOrigin;
  readonly requestLine: string;
  readonly effect: string;
  readonly input: JsonObject;
  /** `null`: the key made from the run's own identity. Set where a retrigger took over the original's key. */
  readonly idempotencyKey: string | null;
  readonly keys: readonly RenderedKey[];
  readonly priority: number;
  readonly createdAt: number;
  /** When the run was, or will be, first due. */
  readonly dueAt: number;
  /** When it becomes ready: for `scheduled` and `retry_wait`; `null` in every other state. */
  readonly wakeAt: number | null;
  /** When it last became ready, and when it first did. `null` before. */
  readonly readyAt: number | null;
  readonly firstReadyAt: number | null;
  readonly firstStartedAt: number | null;
  /** Attempts so far; the next one is numbered one higher. */
  readonly attemptCount: number;
  /** Attempts that count against `maxAttempts`: all but the interrupted ones. */
  readonly countedAttempts: number;
  /** Attempts that retries by hand have granted beyond `maxAttempts`. */
  readonly grantedAttempts: number;
  readonly nominalAt: number | null;
  readonly lateByMs: number;
  readonly coalescedCount: number;
  readonly triggerKey: TriggerKey | null;
  readonly retriggerOf: RunKey | null;
  readonly rootRun: RunKey | null;
  readonly heldFrom: RunState | null;
  /** Set while somebody's request to cancel a running attempt is being carried out. */
  readonly cancelledBy: Actor | null;
  readonly actor: Actor | null;
}
