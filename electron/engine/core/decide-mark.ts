import { Refusal } from '#shared/domain/refusal.ts';
import type { MarkKind } from '#shared/domain/failure-group-state.ts';
import type { Decision } from '#engine/core/change.ts';
import type { FailureMark } from '#engine/core/failure-group.ts';
import type { Actor, JobKey } from '#engine/core/live-run.ts';

/** A group of failures, as decisions about it see it. */
export interface FailureGroupRecord {
  readonly fingerprint: string;
  readonly jobKey: JobKey;
  /** How many of its runs are of unknown outcome, or held: each needs a decision of its own. */
  readonly undecidedCount: number;
  /** The newest word about it. */
  readonly mark: FailureMark | null;
}

export function decideMark(
  { fingerprint, jobKey, undecidedCount }: FailureGroupRecord,
  kind: MarkKind,
  { name: by, reason }: Actor,
  at: number,
): Decision<FailureMark> {
  if (kind === 'resolved' && undecidedCount > 0)
    throw new Refusal('conflict', whyOpen(undecidedCount));
  const mark: FailureMark = { kind, at, by, reason };
  const change = { type: 'failures_marked', fingerprint, jobKey, mark } as const;
  return { changes: [change], effects: [], answer: mark };
}

/** Takes back what was said last. */
export function decideReopening(
  { fingerprint, jobKey, mark }: FailureGroupRecord,
  actor: Actor,
): Decision {
  if (mark === null) {
    throw new Refusal('conflict', 'nobody has acknowledged or resolved these failures by hand');
  }
  const change = { type: 'failures_reopened', fingerprint, jobKey, actor } as const;
  return { changes: [change], effects: [], answer: undefined };
}

function whyOpen(count: number): string {
  return count === 1
    ? 'one of its runs is held or of unknown outcome: decide about that one first'
    : `${count} of its runs are held or of unknown outcome: decide about each of them first`;
}
