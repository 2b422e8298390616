import { toCanonicalJson } from '#shared/lib/json.ts';
import type { Change, Effect } from '#engine/core/change.ts';
import { decideCancel } from '#engine/core/cancel.ts';
import type { Actor, LiveRun } from '#engine/core/live-run.ts';
import { moveRun } from '#engine/core/move-run.ts';
import type { JobRuns, OverlapDecision } from '#engine/core/overlap.ts';
import { decideOverlap } from '#engine/core/overlap.ts';

/** A job's due runs, and the pending one that is the same request as a given one. */
export interface JobRunsIndex extends JobRuns {
  findPending(requestLine: string, isSame: (run: LiveRun) => boolean): LiveRun | null;
}

/** Whether the run enters the ready ones, and what that does to the others. */
export type Entrance =
  | {
      readonly verdict: 'start';
      readonly changes: readonly Change[];
      readonly effects: readonly Effect[];
    }
  | Exclude<OverlapDecision, { verdict: 'start' }>;

/** A run that is due meets the job's other runs: the overlap policy decides, here and nowhere else. */
export function decideEntrance(run: LiveRun, runs: JobRunsIndex): Entrance {
  const { definition } = run.revision;
  const decision = decideOverlap({
    policy: definition.overlap,
    method: definition.method,
    isByHand: run.actor !== null,
    isBackfill: run.origin === 'backfill',
    samePending: findSamePending(run, runs),
    runs,
  });
  if (decision.verdict !== 'start') return decision;
  const replaced: Actor = { name: 'scheduler', reason: `replaced by a newer run of the job` };
  const cancels = decision.cancels.map((other) => decideCancel(other, replaced));
  return {
    verdict: 'start',
    changes: [
      ...decision.supersedes.map((other) => supersede(other, run)),
      ...cancels.flatMap(({ changes }) => changes),
    ],
    effects: cancels.flatMap(({ effects }) => effects),
  };
}

function supersede(other: LiveRun, run: LiveRun): Change {
  return moveRun(other, 'superseded', 'superseded', {
    supersededBy: run.key,
    message: 'replaced by a newer run of the job',
  });
}

function findSamePending(run: LiveRun, runs: JobRunsIndex): LiveRun | null {
  if (run.revision.definition.method !== 'GET') return null;
  const input = toCanonicalJson(run.input);
  const isSame = (other: LiveRun) =>
    toCanonicalJson(other.input) === input && isForSameInstant(other, run);
  return runs.findPending(run.requestLine, isSame);
}

/** A backfilled instant is asked for by its nominal time: it is the same request only as another for that one. */
function isForSameInstant(one: LiveRun, other: LiveRun): boolean {
  const isBackfill = one.origin === 'backfill' || other.origin === 'backfill';
  return !isBackfill || one.nominalAt === other.nominalAt;
}
