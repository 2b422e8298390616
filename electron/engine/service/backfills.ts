import type { BackfillPreview } from '#shared/contract/bulk-schema.ts';
import type { BackfillDeed } from '#shared/domain/bulk.ts';
import { defaultSpacing } from '#shared/domain/bulk.ts';
import { Refusal } from '#shared/domain/refusal.ts';
import { refuseRepetitionInBulk } from '#engine/core/by-hand.ts';
import type { Decision } from '#engine/core/change.ts';
import { decideRequest } from '#engine/core/enter-by-hand.ts';
import type { LiveRun, RunKey } from '#engine/core/live-run.ts';
import { newRun } from '#engine/core/new-run.ts';
import { toRunId } from '#engine/core/run-identity.ts';
import type { JobRecord, Store, TriggerRecord } from '#engine/core/store.ts';
import type { ActiveRuns } from '#engine/service/active-runs.ts';
import type { BackfillPlan, BackfillRequest } from '#engine/service/plan-backfill.ts';
import { planBackfill, triggerOf } from '#engine/service/plan-backfill.ts';
import { jobNamed } from '#engine/service/job-commands.ts';
import type { Circumstances } from '#engine/service/run-deeds.ts';

/** Runs for instants of the past, each with its nominal time. */
export interface Backfills {
  plan(request: BackfillRequest, now: number): BackfillPlan;
  preview(request: BackfillRequest & { spacingMs: number | null }, now: number): BackfillPreview;
  /** What there is to be done for one instant; throws a refusal. Nothing has changed yet. */
  decide(deed: BackfillDeed, nominalAt: number, circumstances: Circumstances): Decision<RunKey>;
}

export interface BackfillsDeps {
  readonly store: Store;
  readonly active: ActiveRuns;
}

const SHOWN_EXAMPLES = 5;

export function createBackfills({ store, active }: BackfillsDeps): Backfills {
  function decide(
    { job: name, trigger: key, isRepeating }: BackfillDeed,
    nominalAt: number,
    circumstances: Circumstances,
  ): Decision<RunKey> {
    const job = jobNamed(store, name);
    const record = triggerOf(store, job, key);
    const { triggerKey, jobKey } = record;
    const ran = store.read.instantsThatRan(triggerKey, nominalAt, nominalAt + 1).get(nominalAt);
    if (ran !== undefined && !isRepeating) {
      const id = toRunId(store.read.identity, ran);
      throw new Refusal('conflict', `the instant has a run already: ${id}`);
    }
    const original = ran === undefined ? null : store.read.findRun(ran);
    if (original !== null) refuseRepetitionInBulk(original);
    const run = toRun(job, record, nominalAt, circumstances, original);
    const { changes, effects, answer } = decideRequest(run, null, active.ofJob(jobKey));
    const runKey = answer.run.key;
    const made = { nominalAt, runKey, isRepetition: ran !== undefined };
    return {
      changes: [...changes, { type: 'instant_backfilled', triggerKey, ...made }],
      effects,
      answer: runKey,
    };
  }

  return {
    decide,
    plan: (request, now) => planBackfill(store, request, now),
    preview(request, now) {
      const plan = planBackfill(store, request, now);
      const { job, record, instants, meant, ranCount } = plan;
      const [firstAt = 0] = instants;
      const sample = { actor: { name: '', reason: null }, now, newKey: () => 0 };
      const { requestLine, effect, revision } = toRun(job, record, firstAt, sample, null);
      return {
        ...{ job: request.job, trigger: record.trigger.key, requestLine, effect, ranCount },
        method: revision.definition.method,
        count: instants.length,
        acceptedCount: meant.length,
        ...{ firstAt, lastAt: instants.at(-1) ?? firstAt },
        examples: meant.slice(0, SHOWN_EXAMPLES),
        spacingMs: request.spacingMs ?? defaultSpacing({ action: 'backfill' }),
      };
    },
  };
}

/** Nobody's trigger fired it: it is a person's request, though for an instant and with the input of a trigger. */
function toRun(
  { revision }: JobRecord,
  { trigger }: TriggerRecord,
  nominalAt: number,
  { actor, now, newKey }: Circumstances,
  original: LiveRun | null,
): LiveRun {
  return newRun({
    ...{ key: newKey(), revision, origin: 'backfill', actor, now, dueAt: now, nominalAt },
    input: { ...revision.definition.input, ...trigger.input },
    retriggerOf: original?.key ?? null,
    rootRun: original === null ? null : (original.rootRun ?? original.key),
  });
}
