import type { Change } from '#engine/core/change.ts';
import type { JobRunsIndex } from '#engine/core/enter.ts';
import type { JobKey, LiveRun, RunKey } from '#engine/core/live-run.ts';
import type { PauseTarget } from '#engine/core/pause.ts';

/**
 * The runs that are ready, running or waiting for their next attempt, indexed for the questions that the
 * dispatcher asks many times a second. The database is the truth: this is filled from it at start and after
 * a failed transaction, and follows the same changes that are written there.
 */
export interface ActiveRuns {
  reset(runs: readonly LiveRun[]): void;
  apply(change: Change): void;
  get(runKey: RunKey): LiveRun | undefined;
  ofJob(jobKey: JobKey): JobRunsIndex;
  /** Running runs that hold the concurrency key. */
  holders(key: string): ReadonlySet<RunKey>;
  readonly runningCount: number;
  running(): readonly LiveRun[];
  /** Called before everything is filled in anew. */
  onReset: () => void;
  /** Called with every run that enters the ready ones. */
  onReady: (run: LiveRun) => void;
  /** Called when a run of the job ends or pauses its execution, and with the concurrency keys it gave back. */
  onFreed: (jobKey: JobKey, keys: readonly string[]) => void;
  /** Called when something is paused, or goes on. */
  onPauseChanged: (on: PauseTarget) => void;
  /** Called when a job was created or changed. */
  onJobSaved: () => void;
}

interface JobRunSets {
  readonly pending: Set<LiveRun>;
  readonly begun: Set<LiveRun>;
  readonly pendingByRequest: Map<string, Set<LiveRun>>;
}

const NO_RUNS: JobRunSets = { pending: new Set(), begun: new Set(), pendingByRequest: new Map() };
const NO_HOLDERS: ReadonlySet<RunKey> = new Set();

export function createActiveRuns(): ActiveRuns {
  const byKey = new Map<RunKey, LiveRun>();
  const byJob = new Map<JobKey, JobRunSets>();
  const holders = new Map<string, Set<RunKey>>();
  let runningCount = 0;

  function add(run: LiveRun): void {
    if (!isActive(run)) return;
    byKey.set(run.key, run);
    const sets = byJob.get(run.revision.jobKey) ?? newSets();
    byJob.set(run.revision.jobKey, sets);
    if (isPending(run)) {
      sets.pending.add(run);
      setOf(sets.pendingByRequest, run.requestLine).add(run);
    } else sets.begun.add(run);
    if (run.state === 'running') {
      runningCount += 1;
      for (const { key } of run.keys) setOf(holders, key).add(run.key);
    }
    if (run.state === 'ready') active.onReady(run);
  }

  function remove(runKey: RunKey): void {
    const run = byKey.get(runKey);
    if (run === undefined) return;
    byKey.delete(runKey);
    const { jobKey } = run.revision;
    const sets = byJob.get(jobKey) ?? NO_RUNS;
    sets.pending.delete(run);
    const wasBegun = sets.begun.delete(run);
    dropFrom(sets.pendingByRequest, run.requestLine, run);
    if (sets.pending.size + sets.begun.size === 0) byJob.delete(jobKey);
    if (run.state === 'running') {
      runningCount -= 1;
      for (const { key } of run.keys) dropFrom(holders, key, runKey);
    }
    if (wasBegun)
      active.onFreed(jobKey, run.state === 'running' ? run.keys.map(({ key }) => key) : []);
  }

  const active: ActiveRuns = {
    reset(runs) {
      byKey.clear();
      byJob.clear();
      holders.clear();
      runningCount = 0;
      active.onReset();
      runs.forEach(add);
    },
    apply(change) {
      switch (change.type) {
        case 'run_created':
          add(change.run);
          break;
        case 'run_moved':
        case 'run_merged':
        case 'run_cancel_requested':
          remove(change.before.key);
          add(change.after);
          break;
        case 'job_saved':
          active.onJobSaved();
          break;
        case 'pause_begun':
        case 'pause_ended':
          active.onPauseChanged(change.on);
          break;
        default:
      }
    },
    get: (runKey) => byKey.get(runKey),
    ofJob(jobKey) {
      const { pending, begun, pendingByRequest } = byJob.get(jobKey) ?? NO_RUNS;
      return {
        pending,
        begun,
        findPending: (requestLine, isSame) =>
          [...(pendingByRequest.get(requestLine) ?? [])].find(isSame) ?? null,
      };
    },
    holders: (key) => holders.get(key) ?? NO_HOLDERS,
    get runningCount() {
      return runningCount;
    },
    running: () => [...byKey.values()].filter(({ state }) => state === 'running'),
    onReset: () => undefined,
    onReady: () => undefined,
    onFreed: () => undefined,
    onPauseChanged: () => undefined,
    onJobSaved: () => undefined,
  };
  return active;
}

function isActive({ state }: LiveRun): boolean {
  return state === 'ready' || state === 'running' || state === 'retry_wait';
}

function isPending(run: LiveRun): boolean {
  return run.state === 'ready' && run.attemptCount === 0;
}

function newSets(): JobRunSets {
  return { pending: new Set(), begun: new Set(), pendingByRequest: new Map() };
}

function setOf<Key, Item>(map: Map<Key, Set<Item>>, key: Key): Set<Item> {
  const known = map.get(key) ?? new Set<Item>();
  map.set(key, known);
  return known;
}

function dropFrom<Key, Item>(map: Map<Key, Set<Item>>, key: Key, item: Item): void {
  const set = map.get(key);
  set?.delete(item);
  if (set?.size === 0) map.delete(key);
}
