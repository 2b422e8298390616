import type { GroupState, MarkKind } from '#shared/domain/failure-group-state.ts';

/** What somebody said about a group of failures. */
export interface FailureMark {
  readonly kind: MarkKind;
  readonly at: number;
  readonly by: string;
  readonly reason: string | null;
}

/** A failure that was set right, and when. */
export interface SetRight {
  readonly failedAt: number;
  readonly setRightAt: number;
}

export interface GroupFacts {
  /** When the oldest of the failures that are open failed; `null` if none is. */
  readonly openSince: number | null;
  readonly isRetrying: boolean;
  readonly setRight: readonly SetRight[];
  /** The newest word about it. */
  readonly mark: FailureMark | null;
}

/**
 * A group regresses when it fails after all that had failed before was set right: something was, at an instant
 * before the oldest failure that is open. Who acknowledges it after that knows of the regression too.
 */
export function decideGroupState({
  openSince,
  isRetrying,
  setRight,
  mark,
}: GroupFacts): GroupState {
  if (openSince === null) return isRetrying ? 'retrying' : 'resolved';
  const resolvedAt = setRight
    .map(({ setRightAt }) => setRightAt)
    .filter((at) => at <= openSince)
    .reduce((newest, at) => Math.max(newest, at), -Infinity);
  if (mark?.kind === 'acknowledged' && mark.at >= resolvedAt) return 'acknowledged';
  return resolvedAt === -Infinity ? 'open' : 'regressed';
}
