import type { FailureMark } from '#engine/core/failure-group.ts';
import type { Actor, JobKey } from '#engine/core/live-run.ts';

export type FailureChange = FailuresMarked | FailuresReopened;

/** Somebody said something about a group of failures. */
export interface FailuresMarked {
  readonly type: 'failures_marked';
  readonly fingerprint: string;
  readonly jobKey: JobKey;
  readonly mark: FailureMark;
}

/** What was said last about a group of failures is taken back. */
export interface FailuresReopened {
  readonly type: 'failures_reopened';
  readonly fingerprint: string;
  readonly jobKey: JobKey;
  readonly actor: Actor;
}
