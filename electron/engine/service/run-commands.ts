import type { JsonObject } from '#shared/lib/json.ts';
import type { ItemResult } from '#shared/contract/run-operations.ts';
import type { InputDiff, Run } from '#shared/contract/run-schema.ts';
import { Refusal } from '#shared/domain/refusal.ts';
import type { RunOrigin } from '#shared/domain/run.ts';
import {
  decideHold,
  decideRelease,
  decideResolve,
  decideRetry,
  refuseUnexplainedRepetition,
} from '#engine/core/by-hand.ts';
import { decideCancel } from '#engine/core/cancel.ts';
import type { Change } from '#engine/core/change.ts';
import { decideEntrance } from '#engine/core/enter.ts';
import { inputDifferences } from '#engine/core/input-differences.ts';
import type { Actor, JobRevision, LiveRun, RunKey } from '#engine/core/live-run.ts';
import { newRun } from '#engine/core/new-run.ts';
import { merged } from '#engine/core/occurrence.ts';
import { parseRunId, toIdempotencyKey } from '#engine/core/run-identity.ts';
import { NO_TRIMMINGS, toRunView } from '#engine/core/run-view.ts';
import type { Store } from '#engine/core/store.ts';
import type { ActiveRuns } from '#engine/service/active-runs.ts';
import type { InputSchemas } from '#engine/service/input-schemas.ts';
import { jobNamed } from '#engine/service/job-commands.ts';
import type { KeySource } from '#engine/service/key-source.ts';
import type { Turn } from '#engine/service/turn.ts';

export interface RunCommandsDeps {
  readonly store: Store;
  readonly active: ActiveRuns;
  readonly keys: KeySource;
  readonly inputSchemas: InputSchemas;
}

export interface TriggerRequest {
  readonly job: string;
  readonly input: JsonObject;
  /** Epoch milliseconds; `null` for now. */
  readonly at: number | null;
  readonly origin: RunOrigin;
}

export interface RetriggerRequest {
  readonly run: string;
  readonly input: JsonObject | null;
  readonly revision: 'as_it_ran' | 'current';
  readonly idempotencyKey: 'same' | 'new';
}

export interface TriggeredRun {
  readonly run: Run;
  /** The request was merged into a pending run, which is the one answered. */
  readonly isMerged: boolean;
}

/** What people do to runs. Each runs inside a turn and answers with the run as it then is. */
export interface RunCommands {
  trigger(turn: Turn, request: TriggerRequest, actor: Actor): TriggeredRun;
  retrigger(turn: Turn, request: RetriggerRequest, actor: Actor): TriggeredRun;
  retry(turn: Turn, id: string, actor: Actor): Run;
  /** Each by itself: a refusal is told for its run, and the others are retried all the same. */
  retryMany(turn: Turn, ids: readonly string[], actor: Actor): ItemResult[];
  cancel(turn: Turn, id: string, actor: Actor): Run;
  hold(turn: Turn, id: string, actor: Actor): Run;
  release(turn: Turn, id: string, actor: Actor): Run;
  resolve(turn: Turn, id: string, as: 'succeeded' | 'failed' | 'ready', actor: Actor): Run;
}

export function createRunCommands(deps: RunCommandsDeps): RunCommands {
  const { store, active, keys, inputSchemas } = deps;

  function viewOf(runKey: RunKey): Run {
    const run = store.view.viewRun(runKey);
    if (run === null) throw new Error(`run ${runKey} does not exist`);
    return run;
  }

  /** Enters a request made by hand: a new run, or the pending one that it is merged into. */
  function enter(
    turn: Turn,
    run: LiveRun,
    inputDiff: Extract<Change, { type: 'run_created' }>['inputDiff'],
  ) {
    const isDue = run.state === 'ready';
    const entrance = isDue ? decideEntrance(run, active.ofJob(run.revision.jobKey)) : null;
    if (entrance?.verdict === 'coalesce') {
      const changes = [merged(entrance.into, 1, run.actor)];
      turn.carryOut({ changes, effects: [], answer: undefined });
      return { run: viewOf(entrance.into.key), isMerged: true };
    }
    const more = entrance?.verdict === 'start' ? entrance : { changes: [], effects: [] };
    const created: Change = { type: 'run_created', run, inputDiff };
    turn.carryOut({
      changes: [...more.changes, created],
      effects: more.effects,
      answer: undefined,
    });
    const trimmings = { ...NO_TRIMMINGS, inputDiff: inputDiff as InputDiff | null };
    return { run: toRunView(store.read.identity, run, trimmings), isMerged: false };
  }

  function check(revision: JobRevision, input: JsonObject): void {
    inputSchemas.checkInput(revision.definition.inputSchema, input, 'input');
  }

  function change(turn: Turn, id: string, decide: (run: LiveRun) => Change): RunKey {
    const run = runWithId(store, id);
    turn.carryOut({ changes: [decide(run)], effects: [], answer: undefined });
    return run.key;
  }

  const retry = (turn: Turn, id: string, actor: Actor) =>
    change(turn, id, (run) =>
      decideRetry(run, store.read.hasLostAttempt(run.key), actor, turn.now),
    );

  return {
    trigger(turn, request, actor) {
      const { revision } = jobNamed(store, request.job);
      const input = { ...revision.definition.input, ...request.input };
      check(revision, input);
      const { origin } = request;
      const dueAt = request.at ?? turn.now;
      if (dueAt < turn.now) throw new Refusal('invalid_input', 'the instant has passed', 'at');
      const key = keys.nextRun();
      return enter(
        turn,
        newRun({ key, revision, origin, input, now: turn.now, dueAt, actor }),
        null,
      );
    },
    retrigger(turn, request, actor) {
      const original = runWithId(store, request.run);
      const { jobKey } = original.revision;
      const revision =
        request.revision === 'current' ? store.read.readJob(jobKey).revision : original.revision;
      const input = request.input ?? original.input;
      check(revision, input);
      refuseUnexplainedRepetition(original, request.idempotencyKey, actor);
      const run = newRun({
        ...{ key: keys.nextRun(), revision, origin: 'retrigger', input, actor },
        ...{ now: turn.now, dueAt: turn.now },
        retriggerOf: original.key,
        rootRun: original.rootRun ?? original.key,
        idempotencyKey: request.idempotencyKey === 'same' ? keyOf(original) : null,
      });
      const differences = inputDifferences(original.input, input);
      return enter(
        turn,
        run,
        differences.length === 0 ? null : [...differences.map((d) => ({ ...d }))],
      );
    },
    retry: (turn, id, actor) => viewOf(retry(turn, id, actor)),
    retryMany: (turn, ids, actor) =>
      ids.map((id) => toItemResult(id, () => retry(turn, id, actor))),
    cancel(turn, id, actor) {
      const run = runWithId(store, id);
      turn.carryOut(decideCancel(run, actor));
      return viewOf(run.key);
    },
    hold: (turn, id, actor) => viewOf(change(turn, id, (run) => decideHold(run, actor))),
    release: (turn, id, actor) =>
      viewOf(change(turn, id, (run) => decideRelease(run, actor, turn.now))),
    resolve: (turn, id, as, actor) =>
      viewOf(change(turn, id, (run) => decideResolve(run, as, actor, turn.now))),
  };

  function keyOf(run: LiveRun): string {
    return run.idempotencyKey ?? toIdempotencyKey(store.read.identity, run.key);
  }
}

/** Does one of many. A refusal is thrown before anything has changed, so that it leaves no trace. */
function toItemResult(run: string, work: () => void): ItemResult {
  try {
    work();
    return { run, isDone: true, message: null };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { run, isDone: false, message: error.message };
  }
}

/** The run of that public id, or a refusal. */
export function runWithId(store: Store, id: string): LiveRun {
  const key = parseRunId(store.read.identity, id);
  return (key === null ? null : store.read.findRun(key)) ?? refuseRun(id);
}

/** Only its key, for who needs no more: reading a run takes its definition along. */
export function runKeyOf(store: Store, id: string): RunKey {
  const key = parseRunId(store.read.identity, id);
  return key !== null && store.read.hasRun(key) ? key : refuseRun(id);
}

/** The run in the contract's form. */
export function viewRunWithId(store: Store, id: string): Run {
  const key = parseRunId(store.read.identity, id);
  return (key === null ? null : store.view.viewRun(key)) ?? refuseRun(id);
}

function refuseRun(id: string): never {
  throw new Refusal('not_found', `there is no run "${id}": see \`nightdesk runs\``, 'run');
}
