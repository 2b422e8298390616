import type { AttemptToken } from '#engine/core/executor.ts';
import type { Gate, GateFacts, Pause } from '#engine/core/gates.ts';
import { closedGates, firstClosedGate } from '#engine/core/gates.ts';
import { decideClaim } from '#engine/core/claim.ts';
import type { JobKey, LiveRun } from '#engine/core/live-run.ts';
import { overlappingRuns } from '#engine/core/overlap.ts';
import type { DecisionReader } from '#engine/core/store.ts';
import type { ActiveRuns } from '#engine/service/active-runs.ts';
import type { ReadyLanes } from '#engine/service/ready-lanes.ts';
import type { Turn } from '#engine/service/turn.ts';

/** Decides which ready runs start. What it decides by, it also tells. */
export interface Dispatcher {
  /** Claims every ready run whose gates are all open, in order. */
  runOnce(turn: Turn): void;
  /** Whatever keeps a run from starting now, by the same gate functions. */
  explain(run: LiveRun, now: number): readonly Gate[];
  /** How many ready runs come before this one. */
  position(run: LiveRun): number;
  /** Gates of this job may have opened or closed. */
  jobChanged(jobKey: JobKey, now: number): void;
  /** What was known of jobs may be wrong, because a transaction failed. */
  forgetJobs(): void;
  /** No run starts any more. */
  drain(): void;
}

export interface DispatcherDeps {
  readonly read: DecisionReader;
  readonly active: ActiveRuns;
  readonly lanes: ReadyLanes;
  readonly workers: number;
  readonly newToken: () => AttemptToken;
  readonly bootId: string | null;
}

export function createDispatcher(deps: DispatcherDeps): Dispatcher {
  const { read, active, lanes, workers } = deps;
  /** Pauses of the jobs that were looked at since they last changed. */
  const pauses = new Map<JobKey, Pause | null>();
  let isDraining = false;

  function pauseOf(jobKey: JobKey): Pause | null {
    const known = pauses.get(jobKey);
    if (known !== undefined) return known;
    const { pause } = read.readJob(jobKey);
    pauses.set(jobKey, pause);
    return pause;
  }

  function factsOf(run: LiveRun, now: number): GateFacts {
    const { jobKey, definition } = run.revision;
    const { begun } = active.ofJob(jobKey);
    return {
      now,
      run,
      jobPause: pauseOf(jobKey),
      overlapping: overlappingRuns(run, definition.overlap, begun),
      keys: run.keys.map(({ key, limit }) => ({ key, limit, holders: [...active.holders(key)] })),
      workers: { limit: workers, busyCount: active.runningCount },
      isDraining,
    };
  }

  function claim(run: LiveRun, turn: Turn): void {
    const gateWaits = lanes.waitsOf(run, turn.now);
    lanes.take(run);
    const { newToken, bootId } = deps;
    turn.carryOut(decideClaim({ run, now: turn.now, token: newToken(), bootId, gateWaits }));
  }

  return {
    runOnce(turn) {
      while (!isDraining && active.runningCount < workers) {
        const run = lanes.first();
        if (run === null) return;
        const gate = firstClosedGate(factsOf(run, turn.now));
        if (gate === null) claim(run, turn);
        else lanes.park(run, gate, turn.now);
      }
    },
    explain: (run, now) => closedGates(factsOf(run, now)),
    position: lanes.position,
    jobChanged(jobKey, now) {
      pauses.delete(jobKey);
      lanes.wakeJob(jobKey, now);
    },
    forgetJobs: () => pauses.clear(),
    drain() {
      isDraining = true;
    },
  };
}
