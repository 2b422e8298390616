import type { Upcoming } from '#shared/contract/activity-schema.ts';
import type { Trigger } from '#shared/domain/trigger.ts';
import type { InstanceIdentity } from '#engine/core/run-identity.ts';
import { toRunId } from '#engine/core/run-identity.ts';
import { plannedStart } from '#engine/core/planned-start.ts';
import { upcomingFires } from '#engine/core/upcoming-fires.ts';
import type { ActivityViews } from '#engine/core/view-reader.ts';
import type { RevisionReader } from '#engine/store/revision-reader.ts';
import type { PlannedRows, TriggerRow } from '#engine/store/planned-rows.ts';

/** What fires and what starts, from what is noted for triggers and for runs that wait for an instant. */
export function createUpcomingView(
  rows: PlannedRows,
  identity: InstanceIdentity,
  revisions: RevisionReader,
): Pick<ActivityViews, 'listUpcoming'> {
  function about(revisionKey: number): Pick<Upcoming, 'job' | 'method'> {
    const { name: job, method } = revisions.read(revisionKey).definition;
    return { job, method };
  }

  function fires(until: number, limit: number): readonly Upcoming[] {
    const coming = rows.triggers(until, limit).map(toComing);
    return upcomingFires(coming, until, limit).map(({ at, trigger: { trigger, revisionKey } }) => {
      const whose = about(revisionKey);
      const startsAt = plannedStart({ code: identity.code, job: whose.job }, trigger, at);
      return { at: startsAt, trigger: trigger.key, run: null, reason: 'trigger', ...whose };
    });
  }

  function starts(until: number, limit: number): readonly Upcoming[] {
    return rows.runs(until, limit).map(({ at, runKey, state, revisionKey }) => ({
      ...{ at, trigger: null, run: toRunId(identity, runKey) },
      reason: state === 'retry_wait' ? 'retry' : 'scheduled',
      ...about(revisionKey),
    }));
  }

  return {
    listUpcoming: (until, limit) =>
      [...fires(until, limit), ...starts(until, limit)].sort((a, b) => a.at - b.at).slice(0, limit),
  };
}

export function toComing({ definition, createdAt, nextAt, revisionKey }: TriggerRow) {
  const trigger = JSON.parse(definition) as Trigger;
  return { trigger, schedule: trigger.schedule, createdAt, nextAt, revisionKey };
}
