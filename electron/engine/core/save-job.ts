import { toCanonicalJson } from '#shared/lib/json.ts';
import type { Json } from '#shared/lib/json.ts';
import type { JobDefinition } from '#shared/domain/job.ts';
import { describeJobChanges } from '#shared/domain/job-changes.ts';
import { nextFireTimes } from '#shared/domain/next-fire-times.ts';
import { Refusal } from '#shared/domain/refusal.ts';
import type { Trigger } from '#shared/domain/trigger.ts';
import type { Change, Decision } from '#engine/core/change.ts';
import type { Actor, JobKey, RevisionKey, TriggerKey } from '#engine/core/live-run.ts';
import type { JobRecord, TriggerRecord } from '#engine/core/store.ts';

export interface SaveJobFacts {
  readonly definition: JobDefinition;
  /** `null` for a job that does not exist yet. */
  readonly present: JobRecord | null;
  /** The job's triggers, removed ones included. */
  readonly triggers: readonly TriggerRecord[];
  /** The latest instant of a trigger that has been decided, or `null`. */
  readonly lastDecidedAt: (triggerKey: TriggerKey) => number | null;
  readonly newKeys: {
    readonly nextJob: () => JobKey;
    readonly nextRevision: () => RevisionKey;
    readonly nextTrigger: () => TriggerKey;
  };
  readonly actor: Actor;
  readonly now: number;
  /** Where the definition stands in its file, for refusals. */
  readonly place: string;
}

export interface SavedJob {
  readonly verdict: 'created' | 'changed' | 'unchanged';
  readonly revision: number;
  readonly differences: readonly string[];
}

/** Creates a job, or gives it a new revision if anything about it differs. */
export function decideSaveJob(facts: SaveJobFacts): Decision<SavedJob> {
  const { definition, present, newKeys, actor } = facts;
  if (present !== null && isSame(present.revision.definition, definition)) {
    const { revisionNumber: revision } = present.revision;
    return {
      changes: [],
      effects: [],
      answer: { verdict: 'unchanged', revision, differences: [] },
    };
  }
  const jobKey = present?.revision.jobKey ?? newKeys.nextJob();
  const revision = (present?.revision.revisionNumber ?? 0) + 1;
  const differences =
    present === null ? [] : describeJobChanges(present.revision.definition, definition);
  const saved: Change = {
    type: 'job_saved',
    jobKey,
    revisionKey: newKeys.nextRevision(),
    revisionNumber: revision,
    ...{ definition, actor, differences },
  };
  const verdict = present === null ? 'created' : 'changed';
  return {
    changes: [saved, ...triggerChanges(facts, jobKey)],
    effects: [],
    answer: { verdict, revision, differences },
  };
}

/**
 * A trigger whose key was there before keeps its place in time, whatever else changed about it; a new one
 * starts now, so that nothing is ever missed before it existed.
 */
function triggerChanges(facts: SaveJobFacts, jobKey: JobKey): readonly Change[] {
  const { definition, triggers, newKeys } = facts;
  const wanted = definition.triggers.map((trigger, index): Change => {
    const known = triggers.find((record) => record.trigger.key === trigger.key);
    const isNew = known === undefined || known.isRemoved;
    const isMoved = !isNew && !isSame(known.trigger.schedule, trigger.schedule);
    return {
      type: 'trigger_saved',
      triggerKey: known?.triggerKey ?? newKeys.nextTrigger(),
      jobKey,
      isNew: isNew || isMoved,
      trigger,
      nextAt: isNew || isMoved ? firstInstant(facts, trigger, index, known) : null,
    };
  });
  const keys = definition.triggers.map(({ key }) => key);
  const gone = triggers.filter(
    ({ trigger, isRemoved }) => !isRemoved && !keys.includes(trigger.key),
  );
  const removals = gone.map(({ triggerKey }): Change => ({
    type: 'trigger_saved',
    ...{ triggerKey, jobKey, isNew: false, trigger: null, nextAt: null },
  }));
  return [...wanted, ...removals];
}

/** Instants that are decided are behind the trigger, also where the clock was set back and they are still to come. */
function firstInstant(
  { now, place, lastDecidedAt }: SaveJobFacts,
  { schedule }: Trigger,
  index: number,
  known: TriggerRecord | undefined,
): number {
  const decidedAt = known === undefined ? null : lastDecidedAt(known.triggerKey);
  const afterAt = Math.max(now, decidedAt ?? now);
  const [first] = nextFireTimes(schedule, afterAt, 1, known?.createdAt ?? now);
  if (first !== undefined) return first;
  const when =
    schedule.kind === 'at' ? `${schedule.local} has passed` : 'it has no instant to come';
  throw new Refusal(
    'invalid_input',
    `the trigger would never fire: ${when}`,
    `${place}.triggers[${index}]`,
  );
}

function isSame(a: object, b: object): boolean {
  return toCanonicalJson(a as Json) === toCanonicalJson(b as Json);
}
