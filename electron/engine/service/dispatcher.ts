import type { GateName } from '#shared/domain/gate.ts';
import type { AttemptToken } from '#engine/core/executor.ts';
import type { Gate, GateFacts, OpenDependency } from '#engine/core/gates.ts';
import { closedGates, firstClosedGate } from '#engine/core/gates.ts';
import { decideClaim } from '#engine/core/claim.ts';
import type { LiveRun, RunKey } from '#engine/core/live-run.ts';
import { overlappingRuns } from '#engine/core/overlap.ts';
import type { PauseTarget } from '#engine/core/pause.ts';
import type { WaitedFor } from '#engine/core/waited-for.ts';
import type { DecisionReader } from '#engine/core/store.ts';
import type { ActiveRuns } from '#engine/service/active-runs.ts';
import { createKnownLimits } from '#engine/service/known-limits.ts';
import { createPausedNow } from '#engine/service/paused-now.ts';
import type { ReadyLanes } from '#engine/service/ready-lanes.ts';
import { waitSentence } from '#engine/service/wait-sentence.ts';
import type { Turn } from '#engine/service/turn.ts';

/** Decides which ready runs start. What it decides by, it also tells. */
export interface Dispatcher {
  /** Claims every ready run whose gates are all open, in order. */
  runOnce(turn: Turn): void;
  /** Whatever keeps a run from starting now, by the same gate functions. */
  explain(run: LiveRun, now: number): readonly Gate[];
  /** The concurrency keys that a run takes, as they are now. */
  keysOf(run: LiveRun): GateFacts['keys'];
  /** How many ready runs come before this one. */
  position(run: LiveRun): number;
  /** Something was paused, or goes on. */
  pauseChanged(on: PauseTarget, now: number): void;
  /** A job was saved: limits of concurrency keys may be others now. */
  jobSaved(now: number): void;
  /** What was known of pauses and limits may be wrong, because a transaction failed. */
  forget(): void;
  /** No run starts any more. */
  drain(): void;
}

export interface DispatcherDeps {
  readonly read: DecisionReader;
  readonly active: ActiveRuns;
  readonly lanes: ReadyLanes;
  readonly workers: number;
  /** A run as people know it: `k7fq-12 (import)`. */
  readonly nameRun: (runKey: RunKey) => string;
  readonly newToken: () => AttemptToken;
  readonly bootId: string | null;
}

export function createDispatcher(deps: DispatcherDeps): Dispatcher {
  const { read, active, lanes, workers } = deps;
  const paused = createPausedNow(read);
  const limits = createKnownLimits(read);
  let isDraining = false;

  function openDependencies({ key }: LiveRun): readonly OpenDependency[] {
    const open = read.dependencies(key).filter(({ metBy }) => metBy === null);
    return open.map(({ job, demand }) => ({ job, demand, underWay: underWay(job) }));
  }

  function underWay(job: string): readonly RunKey[] {
    const jobKey = read.findJob(job)?.revision.jobKey;
    if (jobKey === undefined) return [];
    const { begun, pending } = active.ofJob(jobKey);
    return [...begun, ...pending].map(({ key }) => key);
  }

  function keysOf({ keys, revision: { definition } }: LiveRun): GateFacts['keys'] {
    return keys.map(({ key, template, limit: own }) => {
      // The jobs as they are now: a limit that was changed counts for the runs that wait already.
      const { limit, job } = limits.of(template) ?? { limit: own, job: definition.name };
      const pause = paused.find({ scope: 'key', key });
      return { key, limit, limitOf: job, holders: [...active.holders(key)], pause };
    });
  }

  function factsOf(run: LiveRun, now: number): GateFacts {
    const { triggerKey } = run;
    const { jobKey, definition } = run.revision;
    const { begun } = active.ofJob(jobKey);
    return {
      now,
      run,
      dependencies: run.state === 'waiting' ? openDependencies(run) : [],
      schedulerPause: paused.find({ scope: 'scheduler' }),
      jobPause: paused.find({ scope: 'job', jobKey }),
      triggerPause:
        triggerKey === null ? null : paused.find({ scope: 'trigger', jobKey, triggerKey }),
      overlapping: overlappingRuns(run, definition.overlap, begun),
      keys: keysOf(run),
      workers: { limit: workers, busyCount: active.runningCount },
      isDraining,
    };
  }

  function claim(run: LiveRun, turn: Turn): void {
    const gateWaits = lanes.waitsOf(run, turn.now);
    const waitedFor = gateWaits && waitedForOf(run, gateWaits);
    lanes.take(run);
    const { newToken, bootId } = deps;
    turn.carryOut(
      decideClaim({ run, now: turn.now, token: newToken(), bootId, gateWaits, waitedFor }),
    );
  }

  /** The longest of the waits, and what caused it. */
  function waitedForOf(run: LiveRun, waits: Readonly<Record<string, number>>): WaitedFor | null {
    const [longest] = Object.entries(waits).toSorted(([, a], [, b]) => b - a);
    if (longest === undefined) return null;
    const [gate, ms] = longest as [GateName, number];
    const cause = lanes.causeOf(run, gate);
    const runKey = cause?.blockers[0] ?? null;
    return { gate, ms, runKey, sentence: waitSentence(gate, cause, deps.nameRun) };
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
    keysOf,
    position: lanes.position,
    pauseChanged(on, now) {
      paused.forget();
      if (on.scope === 'scheduler') lanes.wakeAll(now);
      else if (on.scope === 'key') lanes.wakeKey(on.key, now);
      else lanes.wakeJob(on.jobKey, now);
    },
    jobSaved(now) {
      limits.forget();
      lanes.wakeAll(now);
    },
    forget() {
      paused.forget();
      limits.forget();
    },
    drain() {
      isDraining = true;
    },
  };
}
