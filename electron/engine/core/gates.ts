import type { GateName } from '#shared/domain/gate.ts';
import type { Demand } from '#shared/domain/trigger.ts';
import { nextDelayIsOver } from '#engine/core/due.ts';
import type { KeyLimit } from '#engine/core/key-limit.ts';
import type { LiveRun, RunKey } from '#engine/core/live-run.ts';
import type { Pause } from '#engine/core/pause.ts';

/** Everything that can stand between one run and its start. */
export interface GateFacts {
  readonly now: number;
  readonly run: LiveRun;
  /** What the run waits for, where it waits for other runs. */
  readonly dependencies: readonly OpenDependency[];
  readonly schedulerPause: Pause | null;
  readonly jobPause: Pause | null;
  /** Of the trigger that brought the run about. */
  readonly triggerPause: Pause | null;
  /** Runs of the same job that its overlap policy lets go first. */
  readonly overlapping: readonly RunKey[];
  readonly keys: readonly {
    readonly key: string;
    readonly limit: number;
    /** The job that the limit is from. */
    readonly limitOf: string;
    readonly holders: readonly RunKey[];
    readonly pause: Pause | null;
  }[];
  readonly workers: { readonly limit: number; readonly busyCount: number };
  readonly isDraining: boolean;
}

/** A job of which a run has to end first, and those of it that are under way. */
export interface OpenDependency {
  readonly job: string;
  readonly demand: Demand;
  readonly underWay: readonly RunKey[];
}

/** A closed gate: what closes it, and until when if that is known. */
export interface Gate {
  readonly name: GateName;
  /** What is waited for, for `dependency`. */
  readonly dependencies: readonly OpenDependency[];
  /** Runs that stand in the way. */
  readonly blockers: readonly RunKey[];
  /** The concurrency key, for `key_busy` and `key_paused`. */
  readonly key: string | null;
  /** What counts for that key, for `key_busy`. */
  readonly limit: KeyLimit | null;
  readonly until: number | null;
  readonly pause: Pause | null;
}

type GateFunction = (facts: GateFacts) => Gate | null;

const notDue: GateFunction = ({ run, now }) =>
  run.state === 'scheduled' && !nextDelayIsOver(run, now)
    ? closed('not_due', { until: run.wakeAt })
    : null;

const retryBackoff: GateFunction = ({ run, now }) =>
  run.state === 'retry_wait' && !nextDelayIsOver(run, now)
    ? closed('retry_backoff', { until: run.wakeAt })
    : null;

const held: GateFunction = ({ run }) => (run.state === 'held' ? closed('held') : null);

const dependency: GateFunction = ({ run, dependencies }) =>
  run.state !== 'waiting'
    ? null
    : closed('dependency', {
        dependencies,
        blockers: dependencies.flatMap(({ underWay }) => underWay),
      });

const engineDraining: GateFunction = ({ isDraining }) =>
  isDraining ? closed('engine_draining') : null;

const schedulerPaused: GateFunction = ({ schedulerPause }) =>
  schedulerPause === null ? null : paused('scheduler_paused', schedulerPause);

const jobPaused: GateFunction = ({ jobPause }) =>
  jobPause === null ? null : paused('job_paused', jobPause);

/** It stops what the trigger fires, not what has begun: a retry, above all one by hand, finds out whether all is well. */
const triggerPaused: GateFunction = ({ run, triggerPause }) =>
  triggerPause === null || run.attemptCount > 0 ? null : paused('trigger_paused', triggerPause);

const keyPaused: GateFunction = ({ keys }) => {
  const stopped = keys.find(({ pause }) => pause !== null);
  if (stopped?.pause == null) return null;
  return { ...paused('key_paused', stopped.pause), key: stopped.key };
};

const overlap: GateFunction = ({ overlapping }) =>
  overlapping.length === 0 ? null : closed('overlap', { blockers: overlapping });

const keyBusy: GateFunction = ({ keys }) => {
  const busy = keys.find(({ holders, limit }) => holders.length >= limit);
  if (busy === undefined) return null;
  const { key, limit, limitOf, holders: blockers } = busy;
  return closed('key_busy', { key, blockers, limit: { limit, job: limitOf } });
};

const noWorker: GateFunction = ({ workers }) =>
  workers.busyCount >= workers.limit ? closed('no_worker') : null;

/** In the order in which a person would want to hear of them; the worker comes last, because it is taken last. */
const GATES: readonly GateFunction[] = [
  held,
  notDue,
  retryBackoff,
  dependency,
  engineDraining,
  schedulerPaused,
  jobPaused,
  triggerPaused,
  keyPaused,
  overlap,
  keyBusy,
  noWorker,
];

/** The first gate that keeps the run from starting, or `null` if it may start now. */
export function firstClosedGate(facts: GateFacts): Gate | null {
  for (const gate of GATES) {
    const result = gate(facts);
    if (result !== null) return result;
  }
  return null;
}

/** Every gate that keeps the run from starting. */
export function closedGates(facts: GateFacts): readonly Gate[] {
  return GATES.map((gate) => gate(facts)).filter((gate) => gate !== null);
}

function paused(name: GateName, pause: Pause): Gate {
  return closed(name, { pause, until: pause.untilAt });
}

function closed(name: GateName, rest: Partial<Omit<Gate, 'name'>> = {}): Gate {
  return {
    name,
    dependencies: [],
    blockers: [],
    key: null,
    limit: null,
    until: null,
    pause: null,
    ...rest,
  };
}
