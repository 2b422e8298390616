import { implement, withEventMeta } from '@orpc/server';
import type { Clock } from '#shared/lib/clock.ts';
import type { Json } from '#shared/lib/json.ts';
import type { Run } from '#shared/contract/run-schema.ts';
import { instanceContract } from '#shared/contract/instance-contract.ts';
import { CONTRACT_VERSION } from '#shared/contract/version.ts';
import { Refusal } from '#shared/domain/refusal.ts';
import type { AttemptLogReader } from '#engine/core/attempt-log.ts';
import type { Actor } from '#engine/core/live-run.ts';
import type { Store } from '#engine/core/store.ts';
import { parseRunId } from '#engine/core/run-identity.ts';
import type { ActiveRuns } from '#engine/service/active-runs.ts';
import type { Explainer } from '#engine/service/explain.ts';
import type { InputSchemas } from '#engine/service/input-schemas.ts';
import type { JobCommands } from '#engine/service/job-commands.ts';
import { jobNamed } from '#engine/service/job-commands.ts';
import type { JournalHub } from '#engine/service/journal-hub.ts';
import { parseDefinitions } from '#engine/service/parse-definitions.ts';
import { readLog } from '#engine/service/read-log.ts';
import { toContractError } from '#engine/service/refusal-error.ts';
import type { RunCommands } from '#engine/service/run-commands.ts';
import { runWithId } from '#engine/service/run-commands.ts';
import type { Turn } from '#engine/service/turn.ts';
import type { AnswerMemory, Turns } from '#engine/service/turns.ts';

/** Who calls: filled in by whoever accepted the connection, never by the caller. */
export interface CallerContext {
  readonly actorName: string;
}

export interface InstanceRouterDeps {
  readonly store: Store;
  readonly turns: Turns;
  readonly clock: Clock;
  readonly active: ActiveRuns;
  readonly hub: JournalHub;
  readonly jobs: JobCommands;
  readonly runs: RunCommands;
  readonly explainer: Explainer;
  readonly inputSchemas: InputSchemas;
  readonly logs: AttemptLogReader;
  readonly about: {
    readonly version: string;
    readonly pid: number;
    readonly startedAt: number;
    readonly dataFolder: string;
    readonly zoneData: string;
    readonly workers: number;
  };
  readonly requestStop: (actor: Actor) => void;
}

/** The contract, carried out by this engine: each operation is one line from its input to its answer. */
export function createInstanceRouter(deps: InstanceRouterDeps) {
  const { store, clock, jobs, runs, explainer, hub } = deps;
  const { view } = store;
  const { instance, jobs: j, runs: r, attempts, journal } = withErrors();

  const { command, runCommand } = createCommands(deps);
  const asOf = <Answer extends object>(answer: Answer) => ({ ...answer, asOfSeq: view.asOfSeq() });

  return {
    instance: {
      describe: instance.describe.handler(() => asOf({ ...describe(deps) })),
      stop: instance.stop.handler(({ input, context }) => {
        deps.requestStop({ name: context.actorName, reason: input.reason });
        return {};
      }),
    },
    jobs: {
      list: j.list.handler(() => asOf({ jobs: [...view.listJobs()] })),
      get: j.get.handler(({ input }) =>
        asOf({ job: view.viewJob(jobNamed(store, input.job).revision.jobKey) }),
      ),
      apply: j.apply.handler(({ input, context }) => {
        const definitions = parseDefinitions(
          input.definitions,
          input.defaultZone,
          deps.inputSchemas,
        );
        return command(input, context, (turn, actor) => ({
          results: jobs.apply(turn, definitions, actor).map((result) => ({
            ...result,
            differences: [...result.differences],
          })),
        }));
      }),
      pause: j.pause.handler(({ input, context }) =>
        command(input, context, (turn, actor) => ({ job: jobs.pause(turn, input.job, actor) })),
      ),
      resume: j.resume.handler(({ input, context }) =>
        command(input, context, (turn, actor) => ({ job: jobs.resume(turn, input.job, actor) })),
      ),
      explain: j.explain.handler(({ input }) => explainer.job(input.job, clock.wallNow())),
      occurrences: j.occurrences.handler(({ input }) => {
        const { jobKey } = jobNamed(store, input.job).revision;
        return asOf({ occurrences: [...view.listOccurrences(jobKey, input.limit)] });
      }),
    },
    runs: {
      list: r.list.handler(({ input: { state, job, before, limit } }) => {
        const jobKey = job === undefined ? undefined : jobNamed(store, job).revision.jobKey;
        const beforeKey = before === undefined ? undefined : runWithId(store, before).key;
        return asOf({ runs: [...view.listRuns({ state, jobKey, before: beforeKey, limit })] });
      }),
      get: r.get.handler(({ input }) => asOf({ run: viewRun(store, input.run) })),
      explain: r.explain.handler(({ input }) => explainer.run(input.run, clock.wallNow())),
      trigger: r.trigger.handler(({ input, context }) =>
        runCommand(input, context, (turn, actor) =>
          runs.trigger(turn, { ...input, origin: 'manual' }, actor),
        ),
      ),
      retrigger: r.retrigger.handler(({ input, context }) =>
        runCommand(input, context, (turn, actor) => runs.retrigger(turn, input, actor)),
      ),
      retry: r.retry.handler(({ input, context }) =>
        runCommand(input, context, (turn, actor) => ({ run: runs.retry(turn, input.run, actor) })),
      ),
      cancel: r.cancel.handler(({ input, context }) =>
        runCommand(input, context, (turn, actor) => ({ run: runs.cancel(turn, input.run, actor) })),
      ),
      hold: r.hold.handler(({ input, context }) =>
        runCommand(input, context, (turn, actor) => ({ run: runs.hold(turn, input.run, actor) })),
      ),
      release: r.release.handler(({ input, context }) =>
        runCommand(input, context, (turn, actor) => ({
          run: runs.release(turn, input.run, actor),
        })),
      ),
      resolve: r.resolve.handler(({ input, context }) =>
        runCommand(input, context, (turn, actor) => ({
          run: runs.resolve(turn, input.run, input.as, actor),
        })),
      ),
    },
    attempts: {
      readLog: attempts.readLog.handler(({ input }) => readLog(store, deps.logs, input)),
    },
    journal: {
      tail: journal.tail.handler(async function* ({ input, signal, lastEventId }) {
        const afterSeq = lastEventId === undefined ? input.afterSeq : Number(lastEventId);
        for await (const event of hub.tail(afterSeq, signal)) {
          yield withEventMeta(event, { id: String(event.seq) });
        }
      }),
    },
  };
}

interface CommandInput {
  readonly commandId: string;
  readonly reason: string | null;
}

type CommandWork<Answer> = (turn: Turn, actor: Actor) => Answer;

/** Carries commands out once, whoever repeats them. */
function createCommands({ store, turns }: InstanceRouterDeps) {
  function submit<Answer>(memory: AnswerMemory<Answer>) {
    return (
      { commandId, reason }: CommandInput,
      { actorName }: CallerContext,
      work: CommandWork<Answer>,
    ): Promise<Answer> => {
      const actor = { name: actorName, reason };
      return turns.submitCommand(commandId, (turn) => work(turn, actor), memory);
    };
  }

  return {
    /** The answer is remembered as it was given. */
    command: <Answer>(input: CommandInput, caller: CallerContext, work: CommandWork<Answer>) =>
      submit<Answer>({
        toMemory: (answer) => answer as Json,
        fromMemory: (memory) => memory as Answer,
      })(input, caller, work),
    /** Which run it was is remembered; a repetition is shown that run as it is by then. */
    runCommand: <Answer extends { readonly run: Run }>(
      input: CommandInput,
      caller: CallerContext,
      work: CommandWork<Answer>,
    ) =>
      submit<Answer>({
        toMemory: ({ run, ...rest }) => ({ ...rest, run: run.id }),
        fromMemory: (memory) => {
          const { run, ...rest } = memory as { readonly run: string };
          return { ...rest, run: viewRun(store, run) } as Answer;
        },
      })(input, caller, work),
  };
}

/** Input is checked where trust ends, which is here; whether our own answers keep the contract is for tests. */
const NEVER = Number.NaN;

/** Every operation answers refusals in the contract's form. */
function withErrors() {
  return implement(instanceContract)
    .$config({ initialOutputValidationIndex: NEVER })
    .$context<CallerContext>()
    .use(async ({ next }) => {
      try {
        return await next();
      } catch (error) {
        throw toContractError(error);
      }
    });
}

function describe({ store, turns, clock, active, about }: InstanceRouterDeps) {
  return {
    ...about,
    code: store.read.identity.code,
    contractVersion: CONTRACT_VERSION,
    now: clock.wallNow(),
    sqliteVersion: store.sqliteVersion,
    runningCount: active.runningCount,
    degradedBecause: turns.degradedBecause,
  };
}

function viewRun(store: Store, id: string) {
  const key = parseRunId(store.read.identity, id);
  const run = key === null ? null : store.view.viewRun(key);
  if (run === null)
    throw new Refusal('not_found', `there is no run "${id}": see \`nightdesk runs\``, 'run');
  return run;
}
