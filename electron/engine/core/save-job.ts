import { toCanonicalJson } from '#shared/lib/json.ts';
import type { Json } from '#shared/lib/json.ts';
import type { JobDefinition } from '#shared/domain/job.ts';
import { describeJobChanges } from '#shared/domain/job-changes.ts';
import { nextFireTimes } from '#shared/domain/next-fire-times.ts';
import type { Problem } from '#shared/domain/problem.ts';
import { isCaused } from '#shared/domain/trigger.ts';
import type { Trigger } from '#shared/domain/trigger.ts';
import type { Change, Decision, TriggerSaved } from '#engine/core/change.ts';
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
  /** Where the definition stands in its file, for warnings. */
  readonly place: string;
}

export interface SavedJob {
  readonly verdict: 'created' | 'changed' | 'unchanged';
  readonly revision: number;
  readonly differences: readonly string[];
  /** What was saved all the same, and is hardly meant. */
  readonly warnings: readonly Problem[];
}

/** Creates a job, or gives it a new revision if anything about it differs. */
export function decideSaveJob(facts: SaveJobFacts): Decision<SavedJob> {
  const { definition, present, newKeys, actor } = facts;
  if (present !== null && isSame(present.revision.definition, definition)) {
    const { revisionNumber: revision } = present.revision;
    return {
      changes: [],
      effects: [],
      answer: { verdict: 'unchanged', revision, differences: [], warnings: [] },
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
  const triggers = triggerChanges(facts, jobKey);
  return {
    changes: [saved, ...triggers],
    effects: [],
    answer: { verdict, revision, differences, warnings: pastTriggers(facts, triggers) },
  };
}

/**
 * A trigger whose key was there before keeps its place in time, whatever else changed about it; a new one
 * starts now, so that nothing is ever missed before it existed.
 */
function triggerChanges(facts: SaveJobFacts, jobKey: JobKey): readonly TriggerSaved[] {
  const { definition, triggers, newKeys } = facts;
  const wanted = definition.triggers.map((trigger): TriggerSaved => {
    const known = triggers.find((record) => record.trigger.key === trigger.key);
    const isNew = known === undefined || known.isRemoved;
    const isMoved = !isNew && !isSame(known.trigger.schedule, trigger.schedule);
    const startsAnew = isNew || isMoved;
    return {
      type: 'trigger_saved',
      triggerKey: known?.triggerKey ?? newKeys.nextTrigger(),
      jobKey,
      startsAnew,
      trigger,
      nextAt: startsAnew ? firstInstant(facts, trigger, known) : null,
    };
  });
  const keys = definition.triggers.map(({ key }) => key);
  const gone = triggers.filter(
    ({ trigger, isRemoved }) => !isRemoved && !keys.includes(trigger.key),
  );
  const removals = gone.map(({ triggerKey }): TriggerSaved => ({
    type: 'trigger_saved',
    ...{ triggerKey, jobKey, startsAnew: false, trigger: null, nextAt: null },
  }));
  return [...wanted, ...removals];
}

/**
 * Instants that are decided are behind the trigger, also where the clock was set back and they are still to come.
 * `null` for one whose only instant has passed: it never fires, and never missed anything.
 */
function firstInstant(
  { now, lastDecidedAt }: SaveJobFacts,
  { schedule }: Trigger,
  known: TriggerRecord | undefined,
): number | null {
  const decidedAt = known === undefined ? null : lastDecidedAt(known.triggerKey);
  const afterAt = Math.max(now, decidedAt ?? now);
  const [first = null] = nextFireTimes(schedule, afterAt, 1, known?.createdAt ?? now);
  return first;
}

/** A job file stays in use after the instant of one of its triggers: that must not refuse the rest of it. */
function pastTriggers(
  { definition, place }: SaveJobFacts,
  saved: readonly TriggerSaved[],
): readonly Problem[] {
  return definition.triggers.flatMap(({ key, schedule }, index) => {
    if (isCaused(schedule)) return [];
    const isPast = saved.some(
      ({ startsAnew, trigger, nextAt }) => startsAnew && trigger?.key === key && nextAt === null,
    );
    const when =
      schedule.kind === 'at' ? `${schedule.local} has passed` : 'it has no instant to come';
    const message = `this trigger never fires: ${when}`;
    return isPast ? [{ place: `${place}.triggers[${index}]`, message }] : [];
  });
}

function isSame(a: object, b: object): boolean {
  return toCanonicalJson(a as Json) === toCanonicalJson(b as Json);
}
