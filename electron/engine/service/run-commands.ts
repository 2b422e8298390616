import type { Json, JsonObject } from '#shared/lib/json.ts';
import type { InputDiff, Run } from '#shared/contract/run-schema.ts';
import type { RunDeed } from '#shared/domain/bulk.ts';
import { Refusal } from '#shared/domain/refusal.ts';
import type { RunOrigin } from '#shared/domain/run.ts';
import type { Entered } from '#engine/core/enter-by-hand.ts';
import { decideRequest } from '#engine/core/enter-by-hand.ts';
import type { Actor, LiveRun, RunKey } from '#engine/core/live-run.ts';
import { newRun } from '#engine/core/new-run.ts';
import { parseRunId } from '#engine/core/run-identity.ts';
import { NO_TRIMMINGS, toRunView } from '#engine/core/run-view.ts';
import type { Store } from '#engine/core/store.ts';
import type { ActiveRuns } from '#engine/service/active-runs.ts';
import type { InputSchemas } from '#engine/service/input-schemas.ts';
import { jobNamed } from '#engine/service/job-commands.ts';
import type { KeySource } from '#engine/service/key-source.ts';
import type { Circumstances, RunDeeds } from '#engine/service/run-deeds.ts';
import type { Turn } from '#engine/service/turn.ts';

export interface RunCommandsDeps {
  readonly store: Store;
  readonly active: ActiveRuns;
  readonly keys: KeySource;
  readonly inputSchemas: InputSchemas;
  readonly deeds: RunDeeds;
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
  cancel(turn: Turn, id: string, actor: Actor): Run;
  hold(turn: Turn, id: string, actor: Actor): Run;
  release(turn: Turn, id: string, actor: Actor): Run;
  resolve(turn: Turn, id: string, as: 'succeeded' | 'failed' | 'ready', actor: Actor): Run;
}

export function createRunCommands(deps: RunCommandsDeps): RunCommands {
  const { store, active, keys, inputSchemas, deeds } = deps;

  function viewOf(runKey: RunKey): Run {
    const run = store.view.viewRun(runKey);
    if (run === null) throw new Error(`run ${runKey} does not exist`);
    return run;
  }

  /** A new run is shown as it was made: nothing of it needs to be read again. */
  function viewEntered({ run, isMerged }: Entered, inputDiff: Json = null): TriggeredRun {
    if (isMerged) return { run: viewOf(run.key), isMerged };
    const trimmings = { ...NO_TRIMMINGS, inputDiff: inputDiff as InputDiff | null };
    return { run: toRunView(store.read.identity, run, trimmings), isMerged };
  }

  function circumstances(turn: Turn, actor: Actor): Circumstances {
    return { actor, now: turn.now, newKey: () => keys.nextRun() };
  }

  function perform(turn: Turn, id: string, deed: RunDeed, actor: Actor): Run {
    const run = runWithId(store, id);
    return viewOf(turn.carryOut(deeds.decide(run, deed, circumstances(turn, actor))));
  }

  return {
    trigger(turn, request, actor) {
      const { revision } = jobNamed(store, request.job);
      const input = { ...revision.definition.input, ...request.input };
      inputSchemas.checkInput(revision.definition.inputSchema, input, 'input');
      const { origin } = request;
      const dueAt = request.at ?? turn.now;
      if (dueAt < turn.now) throw new Refusal('invalid_input', 'the instant has passed', 'at');
      const key = keys.nextRun();
      const run = newRun({ key, revision, origin, input, now: turn.now, dueAt, actor });
      return viewEntered(turn.carryOut(decideRequest(run, null, active.ofJob(revision.jobKey))));
    },
    retrigger(turn, { run, ...options }, actor) {
      const request = { ...options, action: 'retrigger' } as const;
      const original = runWithId(store, run);
      const entered = turn.carryOut(deeds.retrigger(original, request, circumstances(turn, actor)));
      return viewEntered(entered, entered.inputDiff);
    },
    retry: (turn, id, actor) => perform(turn, id, { action: 'retry' }, actor),
    cancel: (turn, id, actor) => perform(turn, id, { action: 'cancel' }, actor),
    hold: (turn, id, actor) => perform(turn, id, { action: 'hold' }, actor),
    release: (turn, id, actor) => perform(turn, id, { action: 'release' }, actor),
    resolve: (turn, id, as, actor) => perform(turn, id, { action: 'resolve', as }, actor),
  };
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
