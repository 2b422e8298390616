import type { Database } from 'better-sqlite3';
import type { Upcoming } from '#shared/contract/activity-schema.ts';
import type { Trigger } from '#shared/domain/trigger.ts';
import type { InstanceIdentity } from '#engine/core/run-identity.ts';
import { toRunId } from '#engine/core/run-identity.ts';
import { plannedStart } from '#engine/core/planned-start.ts';
import { upcomingFires } from '#engine/core/upcoming-fires.ts';
import type { ActivityViews } from '#engine/core/view-reader.ts';
import type { RevisionReader } from '#engine/store/revision-reader.ts';
import { KEY } from '#engine/store/key-parameter.ts';

interface TriggerRow {
  readonly definition: string;
  readonly createdAt: number;
  readonly nextAt: number;
  readonly revisionKey: number;
}

interface RunRow {
  readonly runKey: number;
  readonly revisionKey: number;
  readonly state: string;
  readonly at: number;
}

/** What fires and what starts, from what is noted for triggers and for runs that wait for an instant. */
export function createUpcomingView(
  database: Database,
  identity: InstanceIdentity,
  revisions: RevisionReader,
): Pick<ActivityViews, 'listUpcoming'> {
  const triggers = database.prepare<[number, number], TriggerRow>(
    `SELECT trigger.definition, trigger.created_at AS createdAt, trigger.next_at AS nextAt,
       job.revision_id AS revisionKey
     FROM trigger INDEXED BY trigger_next CROSS JOIN job ON job.id = trigger.job_id
     WHERE trigger.next_at IS NOT NULL AND trigger.next_at <= ${KEY}
       AND NOT EXISTS (SELECT 1 FROM pause WHERE scope = 'scheduler')
       AND NOT EXISTS (SELECT 1 FROM pause WHERE scope = 'job' AND subject = CAST(job.id AS TEXT))
       AND NOT EXISTS
         (SELECT 1 FROM pause WHERE scope = 'trigger' AND subject = CAST(trigger.id AS TEXT))
     ORDER BY trigger.next_at LIMIT ?`,
  );
  // A run that expires first wakes at another instant than it waits for, and will not start.
  const runs = database.prepare<[number, number], RunRow>(
    `SELECT run.id AS runKey, run.revision_id AS revisionKey, live_run.state, wake.at
     FROM wake CROSS JOIN live_run ON live_run.run_id = wake.run_id
       CROSS JOIN run ON run.id = wake.run_id
     WHERE wake.at <= ${KEY} AND live_run.state IN ('scheduled', 'retry_wait')
       AND live_run.wake_at = wake.at
       AND NOT EXISTS (SELECT 1 FROM pause WHERE scope = 'scheduler')
     ORDER BY wake.at, wake.run_id LIMIT ?`,
  );

  function about(revisionKey: number): Pick<Upcoming, 'job' | 'method'> {
    const { name: job, method } = revisions.read(revisionKey).definition;
    return { job, method };
  }

  function fires(until: number, limit: number): readonly Upcoming[] {
    const coming = triggers.all(until, limit).map(toComing);
    return upcomingFires(coming, until, limit).map(({ at, trigger: { trigger, revisionKey } }) => {
      const whose = about(revisionKey);
      const startsAt = plannedStart({ code: identity.code, job: whose.job }, trigger, at);
      return { at: startsAt, trigger: trigger.key, run: null, reason: 'trigger', ...whose };
    });
  }

  function starts(until: number, limit: number): readonly Upcoming[] {
    return runs.all(until, limit).map(({ at, runKey, state, revisionKey }) => ({
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

function toComing({ definition, createdAt, nextAt, revisionKey }: TriggerRow) {
  const trigger = JSON.parse(definition) as Trigger;
  return { trigger, schedule: trigger.schedule, createdAt, nextAt, revisionKey };
}
