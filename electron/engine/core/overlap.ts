import type { OverlapPolicy } from '#shared/domain/job.ts';
import type { Method } from '#shared/domain/method.ts';
import type { LiveRun, RunKey } from '#engine/core/live-run.ts';

/** One job's runs that are due and not over. Every such run is in exactly one of the two groups. */
export interface JobRuns {
  /** Ready, and not begun yet. */
  readonly pending: ReadonlySet<LiveRun>;
  /** Running, waiting for the next attempt, or ready for it. */
  readonly begun: ReadonlySet<LiveRun>;
}

/** What a new request meets when it becomes due. */
export interface OverlapFacts {
  readonly policy: OverlapPolicy;
  readonly method: Method;
  /** Asked for by a person: never skipped. */
  readonly isByHand: boolean;
  /** One of many instants that a person wants, each by itself: it queues, and replaces nothing. */
  readonly isBackfill: boolean;
  /** A pending run of the very same request. */
  readonly samePending: LiveRun | null;
  readonly runs: JobRuns;
}

/** What becomes of the request: it becomes a run, is merged into a pending one, or is skipped. */
export type OverlapDecision =
  | {
      readonly verdict: 'start';
      /** Pending runs that the new one replaces. */
      readonly supersedes: readonly LiveRun[];
      /** Begun runs that have to end first. */
      readonly cancels: readonly LiveRun[];
    }
  | { readonly verdict: 'coalesce'; readonly into: LiveRun }
  | { readonly verdict: 'skip'; readonly because: LiveRun };

export function decideOverlap(facts: OverlapFacts): OverlapDecision {
  const { policy, method, samePending, runs } = facts;
  if (method === 'GET' && samePending !== null) return { verdict: 'coalesce', into: samePending };

  const active = firstOnTime(runs.begun) ?? firstOnTime(runs.pending);
  if (policy === 'skip' && !facts.isByHand && active !== undefined) {
    return { verdict: 'skip', because: active };
  }
  const isReplacing = policy === 'queue_one' || policy === 'cancel_running';
  const replaces = isReplacing && !facts.isBackfill;
  return {
    verdict: 'start',
    supersedes: replaces ? [...runs.pending].filter((run) => !isAskedForOnce(run)) : [],
    cancels: replaces && policy === 'cancel_running' ? [...runs.begun] : [],
  };
}

/**
 * The runs that a ready run of the same job has to let go first: those that have begun and are not over. Of
 * two that have both begun and come back, the older goes first, so that they never wait for each other.
 */
export function overlappingRuns(
  run: LiveRun,
  policy: OverlapPolicy,
  begun: Iterable<LiveRun>,
): readonly RunKey[] {
  if (policy === 'allow') return [];
  const blockers: RunKey[] = [];
  for (const other of begun) {
    if (other.key !== run.key && goesFirst(other, run)) blockers.push(other.key);
  }
  return blockers;
}

/** Making good what is past costs no instant of now: that one waits for what has begun, and runs. */
function firstOnTime(runs: ReadonlySet<LiveRun>): LiveRun | undefined {
  for (const run of runs) if (run.origin !== 'backfill') return run;
  return undefined;
}

function goesFirst(other: LiveRun, run: LiveRun): boolean {
  return other.state !== 'ready' || run.attemptCount === 0 || other.key < run.key;
}

/** A state change, or an instant, that a person asked for is carried out, whatever a schedule adds later. */
function isAskedForOnce(run: LiveRun): boolean {
  if (run.origin === 'backfill') return true;
  const isByHand = run.origin === 'manual' || run.origin === 'retrigger';
  return isByHand && run.revision.definition.method === 'POST';
}
