import { randomBytes, randomUUID } from 'node:crypto';
import type { Json } from '#shared/lib/json.ts';
import type { Run } from '#shared/contract/run-schema.ts';
import { composeEngine } from '#engine/compose-engine.ts';
import type { AttemptLogReader } from '#engine/core/attempt-log.ts';
import type { BackupFiles } from '#engine/core/backup.ts';
import type { AttemptToken } from '#engine/core/executor.ts';
import type { Actor } from '#engine/core/live-run.ts';
import type { Store } from '#engine/core/store.ts';
import { createStore } from '#engine/store/create-store.ts';
import { createMemoryBackups } from '#test/support/memory-backups.ts';
import type { ScriptedExecutor } from '#test/support/scripted-executor.ts';
import { createScriptedExecutor } from '#test/support/scripted-executor.ts';
import type { TestClock } from '#test/support/test-clock.ts';
import { createTestClock, everythingElse, mortalClock } from '#test/support/test-clock.ts';

export interface TestEngineOptions {
  /** A database file; in memory if left out. */
  readonly file?: string;
  readonly clock?: TestClock;
  readonly workers?: number;
  readonly random?: () => number;
  readonly bootId?: string | null;
  /** The release of time-zone data that it says it has. */
  readonly zoneData?: string;
  /** Asked of the engine before it is started, as a host applies its job file. */
  readonly prepare?: (client: ReturnType<ReturnType<typeof composeEngine>['client']>) => unknown;
  /** Where the output of attempts is read; there is none if left out. */
  readonly logs?: AttemptLogReader;
  /** What its backups are kept by; none can be made if left out. */
  readonly backups?: BackupFiles;
  /** How many automatic ones it keeps; none if left out. */
  readonly keptBackups?: number;
  /** Puts something between the engine and its store. */
  readonly wrapStore?: (store: Store) => Store;
}

/** Of attempts that say nothing. */
const NO_LOGS: AttemptLogReader = {
  read: async (_token, offset) => ({
    ...{ bytes: new Uint8Array(), offset, nextOffset: offset, omittedBytes: 0, isEnd: true },
  }),
};

type RawJob = Readonly<Record<string, unknown>>;

/** The whole engine on a real database, with time and the outcome of attempts in the test's hands. */
export async function startTestEngine(options: TestEngineOptions = {}) {
  const clock = options.clock ?? createTestClock();
  const executor: ScriptedExecutor = createScriptedExecutor();
  const opened = createStore({
    file: options.file ?? ':memory:',
    randomBytes: () => randomBytes(16),
  });
  const store = options.wrapStore?.(opened) ?? opened;
  const fatal: Error[] = [];
  const stopRequests: Actor[] = [];
  let isAlive = true;
  const engine = composeEngine({
    store,
    executors: { exec: executor, shell: executor, http: executor, builtin: executor },
    builtins: ['noop', 'fail'],
    logs: options.logs ?? NO_LOGS,
    backups: options.backups ?? createMemoryBackups(),
    keptBackups: options.keptBackups ?? 0,
    clock: mortalClock(clock, () => isAlive),
    random: options.random ?? (() => 0.5),
    newToken: () => randomUUID() as string as AttemptToken,
    nextTurn: (action) => setImmediate(() => (isAlive ? action() : undefined)),
    bootId: options.bootId ?? 'this-boot',
    workers: options.workers ?? 16,
    about: {
      version: '0.0.0',
      pid: 1,
      dataFolder: '/nowhere',
      zoneData: options.zoneData ?? 'test',
      zone: 'UTC',
    },
    onStopRequested: (actor) => stopRequests.push(actor),
    onFatal: (error) => fatal.push(error),
  });
  const client = engine.client('tester');
  await options.prepare?.(client);
  engine.start();
  await everythingElse();

  return {
    clock,
    executor,
    store,
    client,
    /** The same engine as another person asks it. */
    clientOf: engine.client,
    router: engine.router,
    fatal,
    stopRequests,
    settle: everythingElse,
    /** Creates or changes jobs from raw definitions. */
    apply: (...definitions: readonly RawJob[]) =>
      client.jobs.apply({
        commandId: randomUUID(),
        definitions: definitions.map((definition) => ({ ...definition })),
        defaultZone: 'UTC',
      }),
    /** Triggers a job by hand. */
    async trigger(job: string, input: Record<string, Json> = {}, at: number | null = null) {
      const commandId = randomUUID();
      const { run } = await client.runs.trigger({ commandId, job, input: input as never, at });
      await everythingElse();
      return run;
    },
    async run(id: string): Promise<Run> {
      await everythingElse();
      return (await client.runs.get({ run: id })).run;
    },
    async runs(job?: string): Promise<readonly Run[]> {
      await everythingElse();
      const { runs } = await client.runs.list({
        ...(job === undefined ? {} : { job }),
        limit: 1000,
      });
      return runs.toReversed();
    },
    async occurrences(job: string) {
      await everythingElse();
      const { occurrences } = await client.jobs.occurrences({ job, limit: 1000 });
      return occurrences.toReversed();
    },
    /** The newest attempt of a run that has not ended. */
    attemptOf(run: Pick<Run, 'id'>) {
      const found = executor.open.find(({ request }) => request.runId === run.id);
      if (found === undefined) throw new Error(`run ${run.id} has no open attempt`);
      return found;
    },
    /** The system tells that it has come back from sleep. */
    resumed: engine.resumed,
    stop: engine.stop,
    /** As if the process had been killed: nothing is told to anybody, the file is let go. */
    kill() {
      isAlive = false;
      opened.close();
    },
  };
}

export type TestEngine = Awaited<ReturnType<typeof startTestEngine>>;
