import type { RunDeed } from '#shared/domain/bulk.ts';
import type { JsonObject } from '#shared/lib/json.ts';
import {
  decideHold,
  decideRelease,
  decideResolve,
  decideRetry,
  refuseUnexplainedRepetition,
} from '#engine/core/by-hand.ts';
import { decideCancel } from '#engine/core/cancel.ts';
import type { Change, Decision } from '#engine/core/change.ts';
import type { Entered } from '#engine/core/enter-by-hand.ts';
import { decideRequest } from '#engine/core/enter-by-hand.ts';
import { inputDifferences } from '#engine/core/input-differences.ts';
import type { Actor, JobRevision, LiveRun, RunKey } from '#engine/core/live-run.ts';
import { newRun } from '#engine/core/new-run.ts';
import { toIdempotencyKey } from '#engine/core/run-identity.ts';
import type { Store } from '#engine/core/store.ts';
import type { ActiveRuns } from '#engine/service/active-runs.ts';
import type { InputSchemas } from '#engine/service/input-schemas.ts';

export interface RunDeedsDeps {
  readonly store: Store;
  readonly active: ActiveRuns;
  readonly inputSchemas: InputSchemas;
}

/** Who does it, when, and the key that a new run would get. */
export interface Circumstances {
  readonly actor: Actor;
  readonly now: number;
  readonly newKey: () => RunKey;
}

export type Retriggering = Extract<RunDeed, { action: 'retrigger' }> & {
  /** Replaces the original's input as a whole; `null` keeps it. */
  readonly input: JsonObject | null;
};

/** A request that has been decided on, with what an edit changed in its input. */
export interface EnteredRequest extends Entered {
  readonly inputDiff: Extract<Change, { type: 'run_created' }>['inputDiff'];
}

/** What can be done to a run that is there, decided and not carried out: a refusal is thrown, and nothing has changed. */
export interface RunDeeds {
  /** Answers with the run that comes of it: a new one, or the one that it is done to. */
  decide(run: LiveRun, deed: RunDeed, circumstances: Circumstances): Decision<RunKey>;
  retrigger(
    original: LiveRun,
    request: Retriggering,
    circumstances: Circumstances,
  ): Decision<EnteredRequest>;
}

export function createRunDeeds({ store, active, inputSchemas }: RunDeedsDeps): RunDeeds {
  function keyOf(run: LiveRun): string {
    return run.idempotencyKey ?? toIdempotencyKey(store.read.identity, run.key);
  }

  function revisionOf({ revision }: LiveRun, wanted: Retriggering['revision']): JobRevision {
    return wanted === 'current' ? store.read.readJob(revision.jobKey).revision : revision;
  }

  function retrigger(
    original: LiveRun,
    request: Retriggering,
    { actor, now, newKey }: Circumstances,
  ): Decision<EnteredRequest> {
    const revision = revisionOf(original, request.revision);
    const input = request.input ?? original.input;
    inputSchemas.checkInput(revision.definition.inputSchema, input, 'input');
    refuseUnexplainedRepetition(original, request.idempotencyKey, actor);
    const run = newRun({
      ...{ key: newKey(), revision, origin: 'retrigger', input, actor, now, dueAt: now },
      retriggerOf: original.key,
      rootRun: original.rootRun ?? original.key,
      idempotencyKey: request.idempotencyKey === 'same' ? keyOf(original) : null,
    });
    const differences = inputDifferences(original.input, input);
    const inputDiff = differences.length === 0 ? null : differences.map((d) => ({ ...d }));
    const decision = decideRequest(run, inputDiff, active.ofJob(revision.jobKey));
    return { ...decision, answer: { ...decision.answer, inputDiff } };
  }

  return {
    retrigger,
    decide(run, deed, circumstances) {
      const { actor, now } = circumstances;
      switch (deed.action) {
        case 'retry':
          return changing(run, decideRetry(run, store.read.hasLostAttempt(run.key), actor, now));
        case 'hold':
          return changing(run, decideHold(run, actor));
        case 'release':
          return changing(run, decideRelease(run, actor, now));
        case 'resolve':
          return changing(run, decideResolve(run, deed.as, actor, now));
        case 'cancel':
          return { ...decideCancel(run, actor), answer: run.key };
        case 'retrigger': {
          const decision = retrigger(run, { ...deed, input: null }, circumstances);
          return { ...decision, answer: decision.answer.run.key };
        }
      }
    },
  };
}

function changing(run: LiveRun, change: Change): Decision<RunKey> {
  return { changes: [change], effects: [], answer: run.key };
}
