import type { AttemptOutput } from '#shared/domain/attempt-output.ts';
import type { FailureClass } from '#shared/domain/failure-class.ts';
import type { Branded } from '#shared/lib/branded.ts';

export type RunId = Branded<'RunId'>;

/** What brought a run about. */
export type RunOrigin =
  'schedule' | 'catch_up' | 'manual' | 'retrigger' | 'backfill' | 'chain' | 'event' | 'api';
export const RUN_ORIGINS = [
  'schedule',
  'catch_up',
  'manual',
  'retrigger',
  'backfill',
  'chain',
  'event',
  'api',
] as const satisfies readonly RunOrigin[];

/** What became of an occurrence. */
export type Disposition = 'dispatched' | 'coalesced' | 'skipped' | 'held' | 'expired';
export const DISPOSITIONS = [
  'dispatched',
  'coalesced',
  'skipped',
  'held',
  'expired',
] as const satisfies readonly Disposition[];

/** How an attempt ended, as its executor saw it. Interpreting it by the job's policies is the engine's business. */
export type AttemptOutcome = AttemptEnding & {
  /** When, where its executor knows better than by when it tells: an engine may learn of it much later. */
  readonly endedAt?: number;
  /** What it hands on; `null` for nothing, left out where nobody heard the work to its end. */
  readonly output?: AttemptOutput | null;
};

type AttemptEnding =
  | {
      readonly kind: 'succeeded';
      readonly exitCode: number | null;
      readonly httpStatus: number | null;
      readonly message: string | null;
    }
  | {
      readonly kind: 'failed' | 'timed_out';
      readonly failureClass: FailureClass;
      readonly exitCode: number | null;
      readonly httpStatus: number | null;
      /** The signal that ended the process, such as `SIGSEGV`. */
      readonly signal: string | null;
      readonly message: string;
      /** What an answer's `Retry-After` asked for, in milliseconds from now. */
      readonly retryAfterMs: number | null;
    }
  | { readonly kind: 'cancelled'; readonly exitCode: number | null; readonly message: string }
  | {
      /** The engine ended it, not the work itself. `hasStarted` is false only where that is certain. */
      readonly kind: 'interrupted';
      readonly hasStarted: boolean;
      readonly message: string;
    }
  | { readonly kind: 'lost'; readonly message: string };
