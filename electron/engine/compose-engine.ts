import type { ContractRouterClient } from '@orpc/contract';
import { createRouterClient } from '@orpc/server';
import type { instanceContract } from '#shared/contract/instance-contract.ts';
import type { Clock, Random } from '#shared/lib/clock.ts';
import type { AttemptLogReader } from '#engine/core/attempt-log.ts';
import type { BackupFiles } from '#engine/core/backup.ts';
import type { AttemptToken, Executors } from '#engine/core/executor.ts';
import type { Actor } from '#engine/core/live-run.ts';
import type { Store } from '#engine/core/store.ts';
import type { WindowReader } from '#engine/core/window-reader.ts';
import type { ActiveRuns } from '#engine/service/active-runs.ts';
import { createActiveRuns } from '#engine/service/active-runs.ts';
import { createAnswerPruner } from '#engine/service/answer-pruner.ts';
import { createBackupMaker } from '#engine/service/backup-maker.ts';
import { createBackupSchedule } from '#engine/service/backup-schedule.ts';
import { createAttempts } from '#engine/service/attempts.ts';
import type { Dispatcher } from '#engine/service/dispatcher.ts';
import { createChainInput } from '#engine/service/chain-input.ts';
import { createCapacityReader } from '#engine/service/capacity.ts';
import { createChains } from '#engine/service/chains.ts';
import { createBackfills } from '#engine/service/backfills.ts';
import { createBulkCommands } from '#engine/service/bulk-commands.ts';
import { createBulkItems } from '#engine/service/bulk-items.ts';
import { createBulkWorker } from '#engine/service/bulk-worker.ts';
import { createDispatcher } from '#engine/service/dispatcher.ts';
import { createEvents } from '#engine/service/events.ts';
import { createDirectReader } from '#engine/service/direct-reader.ts';
import { createExplainer } from '#engine/service/explain.ts';
import { createFailureCommands } from '#engine/service/failure-commands.ts';
import { createCauseFirer } from '#engine/service/fire-cause.ts';
import { createInputSchemas } from '#engine/service/input-schemas.ts';
import { createInstanceRouter } from '#engine/service/instance-router.ts';
import { createJobCommands } from '#engine/service/job-commands.ts';
import { createJournalHub } from '#engine/service/journal-hub.ts';
import { createKeySource } from '#engine/service/key-source.ts';
import { createPauseCommands } from '#engine/service/pause-commands.ts';
import { createPinCommands } from '#engine/service/pin-commands.ts';
import { createPlanner } from '#engine/service/planner.ts';
import type { ReadyLanes } from '#engine/service/ready-lanes.ts';
import { createReadyLanes } from '#engine/service/ready-lanes.ts';
import { noteZoneData } from '#engine/service/note-zone-data.ts';
import { createRunNamer } from '#engine/service/name-run.ts';
import { createRunCommands } from '#engine/service/run-commands.ts';
import { createRunDeeds } from '#engine/service/run-deeds.ts';
import type { Turns } from '#engine/service/turns.ts';
import { createTurns } from '#engine/service/turns.ts';

/** Everything an engine meets the world through. */
export interface EngineParts {
  readonly store: Store;
  /** Reads the same database beside the engine; left out, the engine itself does. */
  readonly windows?: WindowReader | undefined;
  readonly executors: Executors;
  /** The names that its executor of `builtin:` targets knows. */
  readonly builtins: readonly string[];
  readonly logs: AttemptLogReader;
  readonly backups: BackupFiles;
  /** How many automatic backups are kept, one a day; 0: none is made. */
  readonly keptBackups: number;
  readonly clock: Clock;
  readonly random: Random;
  readonly newToken: () => AttemptToken;
  /** Calls back once the event loop has delivered what is already there. */
  readonly nextTurn: (action: () => void) => void;
  /** Identity of the machine's present start; `null` where unknown. */
  readonly bootId: string | null;
  /** How many runs may be carried out at once. */
  readonly workers: number;
  readonly about: {
    readonly version: string;
    readonly pid: number;
    readonly dataFolder: string;
    readonly zoneData: string;
    /** IANA name of the host's own zone. */
    readonly zone: string;
  };
  /** Somebody asked the engine to end itself; the host then calls `stop`. */
  readonly onStopRequested: (actor: Actor) => void;
  /** The engine cannot go on; the host ends the process. */
  readonly onFatal: (error: Error) => void;
}

export type Engine = ReturnType<typeof composeEngine>;

/** What runs inside the engine gets this long to end by itself when the engine stops. */
const DRAIN_MS = 3_000;

/** Wires an engine from its parts. Nothing happens before `start`. */
export function composeEngine(parts: EngineParts) {
  const { store, executors, clock, random, workers, bootId, about } = parts;
  const windows = parts.windows ?? createDirectReader(store.view);
  const keys = createKeySource(store.read);
  const active = createActiveRuns();
  const lanes = createReadyLanes((run) => active.get(run.key) === run);

  const { newToken } = parts;
  const nameRun = createRunNamer(store.read);
  const dispatcher = createDispatcher({
    read: store.read,
    active,
    lanes,
    workers,
    nameRun,
    newToken,
    bootId,
  });
  feedLanes(active, lanes, dispatcher, clock);
  active.reset(store.read.activeRuns());
  let isStarted = false;
  const hub = createJournalHub(store.view);
  const inputSchemas = createInputSchemas();
  const chainInput = createChainInput({ read: store.read, inputSchemas, nameRun });
  const firer = createCauseFirer({ store, active, keys, chainInput });
  const events = createEvents(store, firer);
  const chains = createChains({ store, active, firer, nameRun });
  const turns = createTurns({
    ...{ store, clock, active },
    carryOutEffect(effect) {
      if (effect.type === 'start') attempts.start(effect.run, effect.token);
      else if (effect.type === 'cancel') attempts.cancel(effect.runKey);
      else if (effect.type === 'begin_bulks') bulkWorker.rearm();
      else parts.onStopRequested(effect.actor);
    },
    nextTurn: parts.nextTurn,
    settled: chains.settled,
    // What is asked of an engine before its start is decided and written, and nothing begins.
    dispatch: (turn) => (isStarted ? dispatcher.runOnce(turn) : undefined),
    publish: hub.published,
    onCommitted: () => planner.rearm(),
    onFatal: parts.onFatal,
  });
  const attempts = createAttempts({ store, active, turns, executors, clock, random, bootId });
  const planner = createPlanner({
    ...{ store, active, turns, keys, clock },
    onWake: (turn) => events.happened(turn, 'wake'),
  });
  const answerPruner = createAnswerPruner(store, turns, clock);
  const files = parts.backups;
  const maker = createBackupMaker(files, clock);
  const keptCount = parts.keptBackups;
  const schedule = createBackupSchedule({ files, maker, turns, clock, keptCount });
  const explainer = createExplainer({ store, active, dispatcher, workers });
  const deeds = createRunDeeds({ store, active, inputSchemas });
  const backfills = createBackfills({ store, active });
  const items = createBulkItems({ store, deeds, backfills, newKey: () => keys.nextRun() });
  const bulkWorker = createBulkWorker({ store, turns, clock, items });
  const router = createInstanceRouter({
    ...{ store, windows, turns, clock, active, hub, inputSchemas, explainer, backfills, keys },
    ...{ logs: parts.logs, builtins: parts.builtins, backups: { files, maker, schedule } },
    jobs: createJobCommands({ store, keys, planner }),
    pauses: createPauseCommands({ store, planner }),
    ...{ failures: createFailureCommands(store), pins: createPinCommands(store) },
    readCapacity: createCapacityReader({ store, active, lanes, dispatcher, explainer, workers }),
    runs: createRunCommands({ store, active, keys, inputSchemas, deeds }),
    bulks: createBulkCommands({ store, keys, items, nextTurn: parts.nextTurn }),
    about: { ...about, workers, startedAt: clock.wallNow() },
    requestStop: parts.onStopRequested,
  });

  return {
    router,
    /** The contract, bound in this process. */
    client: (actorName: string): ContractRouterClient<typeof instanceContract> =>
      createRouterClient(router, { context: { actorName } }),
    /** Takes up what an earlier engine left open, then what is due. */
    start(): void {
      isStarted = true;
      attempts.resumeAll(store.read.openAttempts());
      turns.record((turn) => noteZoneData(store.read, about.zoneData, turn));
      turns.record((turn) => events.happened(turn, 'engine_start'));
      planner.start();
      answerPruner.start();
      schedule.start();
      bulkWorker.start();
    },
    /** The system has come back from sleep; where nobody tells, the engine finds out by its clocks. */
    resumed: planner.resumed,
    /** Ends in order: nothing new starts, what runs here is given a moment, processes go on by themselves. */
    async stop(): Promise<void> {
      planner.stop();
      answerPruner.stop();
      schedule.stop();
      bulkWorker.stop();
      await files.close();
      dispatcher.drain();
      await attempts.release(DRAIN_MS);
      await settledOrHopeless(turns, clock);
      turns.close();
      hub.close();
      await closeExecutors(executors);
      await windows.close();
      store.close();
    },
  };
}

/**
 * Resolves when everything is on disk. A storage that is well is waited for as long as it takes; from one that
 * fails nothing is expected: what it does not take is asked of the world again by the next engine, as after a
 * crash.
 */
function settledOrHopeless(turns: Turns, clock: Clock): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (turns.degradedBecause === null) timer = clock.setTimer(DRAIN_MS, look);
      else resolve();
    };
    let timer = clock.setTimer(DRAIN_MS, look);
    void turns.settled().then(() => {
      timer.cancel();
      resolve();
    });
  });
}

/** Ready runs join their lanes, and what ends opens the lanes that waited for it. */
function feedLanes(
  active: ActiveRuns,
  lanes: ReadyLanes,
  dispatcher: Dispatcher,
  clock: Clock,
): void {
  active.onReset = () => {
    lanes.clear();
    dispatcher.forget();
  };
  active.onReady = (run) => lanes.add(run, clock.wallNow());
  active.onFreed = (jobKey, freed) => {
    lanes.wakeJob(jobKey, clock.wallNow());
    for (const key of freed) lanes.wakeKey(key, clock.wallNow());
  };
  active.onJobSaved = () => dispatcher.jobSaved(clock.wallNow());
  active.onPauseChanged = (on) => dispatcher.pauseChanged(on, clock.wallNow());
}

/** One executor may serve several schemes. */
async function closeExecutors({ exec, shell, http, builtin }: Executors): Promise<void> {
  for (const executor of new Set([exec, shell, http, builtin])) await executor.close();
}
