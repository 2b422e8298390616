import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { createRouterClient } from '@orpc/server';
import type { Actor } from '#engine/core/live-run.ts';
import type { AttemptToken, Executors } from '#engine/core/executor.ts';
import type { Effect } from '#engine/core/change.ts';
import { createBuiltinExecutor } from '#engine/executors/builtin-executor.ts';
import type { BuiltinHandler } from '#engine/executors/builtin-executor.ts';
import { createHttpExecutor } from '#engine/executors/http-executor.ts';
import { createAttemptLogReader } from '#engine/executors/log/capped-log-reader.ts';
import { createCappedLog } from '#engine/executors/log/capped-log.ts';
import { createProcessExecutor } from '#engine/executors/process/process-executor.ts';
import { bootId } from '#engine/executors/process/process-identity.ts';
import { createActiveRuns } from '#engine/service/active-runs.ts';
import { createAttempts } from '#engine/service/attempts.ts';
import { createDispatcher } from '#engine/service/dispatcher.ts';
import { createExplainer } from '#engine/service/explain.ts';
import { createInputSchemas } from '#engine/service/input-schemas.ts';
import { createInstanceRouter } from '#engine/service/instance-router.ts';
import { createJobCommands } from '#engine/service/job-commands.ts';
import { createJournalHub } from '#engine/service/journal-hub.ts';
import { createKeySource } from '#engine/service/key-source.ts';
import { createPlanner } from '#engine/service/planner.ts';
import { createReadyLanes } from '#engine/service/ready-lanes.ts';
import { createRunCommands } from '#engine/service/run-commands.ts';
import { createTurns } from '#engine/service/turns.ts';
import { createStore } from '#engine/store/create-store.ts';
import { createSystemClock } from '#engine/system-clock.ts';

export interface EngineOptions {
  /** Must exist, and its lock must be held by the caller (`data-folder.ts`). */
  readonly dataFolder: string;
  readonly version: string;
  /** How many runs may be carried out at once. */
  readonly workers?: number;
  /** Handlers of `builtin:` targets, beside the ones that are always there. */
  readonly builtins?: Readonly<Record<string, BuiltinHandler>>;
  /** Somebody asked the engine to end itself; the host then calls `stop`. */
  readonly onStopRequested: (actor: Actor) => void;
  /** The engine cannot go on; the host ends the process. */
  readonly onFatal: (error: Error) => void;
}

export type Engine = ReturnType<typeof createEngine>;

const DEFAULT_WORKERS = 16;
const LOG_CAP_BYTES = 50 * 1024 * 1024;
/** What runs inside the engine gets this long to end by itself when the engine stops. */
const DRAIN_MS = 3_000;

/** Puts the engine of a data folder together: the one place that knows every part. */
export function createEngine(options: EngineOptions) {
  const { dataFolder, workers = DEFAULT_WORKERS } = options;
  const clock = createSystemClock();
  const random = Math.random;
  const store = createStore({
    file: join(dataFolder, 'nightdesk.db'),
    randomBytes: () => randomBytes(16),
  });
  const boot = bootId();
  const logs = createAttemptLogReader(join(dataFolder, 'attempts'));
  const executors = createExecutors(options);
  const keys = createKeySource(store.read);
  const active = createActiveRuns();
  const lanes = createReadyLanes((run) => active.get(run.key) === run);
  active.onReady = (run) => lanes.add(run, clock.wallNow());
  active.onFreed = (jobKey, freed) => {
    lanes.wakeJob(jobKey, clock.wallNow());
    for (const key of freed) lanes.wakeKey(key, clock.wallNow());
  };
  active.onReset = lanes.clear;

  const dispatcher = createDispatcher({
    ...{ read: store.read, active, lanes, workers, bootId: boot },
    newToken: () => randomBytes(16).toString('hex') as AttemptToken,
  });
  const hub = createJournalHub(store.view);
  const carryOutEffect = (effect: Effect) => {
    if (effect.type === 'start') attempts.start(effect.run, effect.token);
    else attempts.cancel(effect.runKey);
  };
  const turns = createTurns({
    ...{ store, clock, active, carryOutEffect },
    nextTurn: setImmediate,
    dispatch: dispatcher.runOnce,
    publish: hub.published,
    onCommitted: () => planner.rearm(),
    onFatal: options.onFatal,
  });
  const attempts = createAttempts({
    ...{ store, active, turns, executors, clock, random, bootId: boot },
  });
  const planner = createPlanner({ store, active, turns, keys, clock });
  const inputSchemas = createInputSchemas();
  const router = createInstanceRouter({
    ...{ store, turns, clock, active, hub, logs, inputSchemas },
    jobs: createJobCommands({ store, keys, dispatcher }),
    runs: createRunCommands({ store, active, keys, inputSchemas }),
    explainer: createExplainer({ store, active, dispatcher, workers }),
    about: {
      ...{ version: options.version, pid: process.pid, startedAt: clock.wallNow() },
      ...{ dataFolder, zoneData: process.versions.tz ?? 'unknown', workers },
    },
    requestStop: options.onStopRequested,
  });

  return {
    router,
    /** The contract, bound in this process. */
    client: (actorName: string) => createRouterClient(router, { context: { actorName } }),
    /** Takes up what an earlier engine left open, then what is due. */
    start(): void {
      active.reset(store.read.activeRuns());
      attempts.resumeAll(store.read.openAttempts());
      turns.record(() => undefined);
      planner.start();
    },
    /** Ends in order: nothing new starts, what runs here is given a moment, processes go on by themselves. */
    async stop(): Promise<void> {
      planner.stop();
      dispatcher.drain();
      await attempts.release(DRAIN_MS);
      await turns.settled();
      hub.close();
      await Promise.all([...new Set(Object.values(executors))].map((executor) => executor.close()));
      store.close();
    },
  };
}

function createExecutors({ dataFolder, version, builtins = {} }: EngineOptions): Executors {
  const openLog = (token: AttemptToken) =>
    createCappedLog(join(dataFolder, 'attempts', token), LOG_CAP_BYTES);
  const processes = createProcessExecutor({ dataFolder, logCapBytes: LOG_CAP_BYTES });
  return {
    exec: processes,
    shell: processes,
    http: createHttpExecutor({ openLog, version }),
    builtin: createBuiltinExecutor({ openLog, handlers: builtins }),
  };
}
