import type { RunState } from '#shared/domain/run-state-table.ts';
import type { FailureReader, LiveFailure } from '#engine/store/failure-reader.ts';
import type { SetRightRun } from '#engine/store/set-right-run.ts';

/** Each failure that was set right once, whatever set it right; `byRuns` were by later runs. */
export function setRightOf(
  reader: FailureReader,
  fingerprint: string,
  byRuns: readonly SetRightRun[],
  since: number,
  resolvedAt: number | null,
): readonly SetRightRun[] {
  const byHand = resolvedAt === null ? [] : reader.resolvedByHand(fingerprint, since, resolvedAt);
  const all = [...byHand, ...byRuns];
  return [...new Map(all.map((run) => [run.runKey, run])).values()];
}

interface Standing {
  readonly fingerprint: string;
  readonly live: readonly LiveFailure[];
  readonly setRight: readonly SetRightRun[];
}

/** When the oldest failure that is open failed; `null` if none is. */
export function openSince(
  reader: FailureReader,
  { fingerprint, live, setRight }: Standing,
  since: number,
): number | null {
  const except = new Set(setRight.map(({ runKey }) => runKey));
  const failedAt = reader.openSince(fingerprint, since, except);
  return live
    .filter(({ state }) => isUndecided(state))
    .reduce<number | null>((at, run) => Math.min(at ?? Infinity, run.failedAt), failedAt);
}

/** It needs a decision of somebody, and no further attempt will be made without one. */
export function isUndecided(state: RunState): boolean {
  return state === 'unknown' || state === 'held';
}
