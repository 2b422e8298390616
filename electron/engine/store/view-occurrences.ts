import type { Database } from 'better-sqlite3';
import type { Occurrence } from '#shared/contract/job-schema.ts';
import type { JobKey } from '#engine/core/live-run.ts';
import type { InstanceIdentity } from '#engine/core/run-identity.ts';
import { toRunId } from '#engine/core/run-identity.ts';
import type { ActivityViews, JobViews } from '#engine/core/view-reader.ts';
import { KEY } from '#engine/store/key-parameter.ts';

type OccurrenceRow = Omit<Occurrence, 'run'> & { readonly runKey: number | null };

const COLUMNS = `job.name AS job, trigger.key AS trigger, nominal_at AS nominalAt,
  through_at AS throughAt, count, disposition, reason, run_id AS runKey`;

/** What became of the instants of triggers, in the contract's form. */
export function createOccurrenceViews(
  database: Database,
  identity: InstanceIdentity,
): Pick<JobViews, 'listOccurrences'> & Pick<ActivityViews, 'listMissed'> {
  const triggers = database
    .prepare<[JobKey], number>(`SELECT id FROM trigger WHERE job_id = ${KEY} ORDER BY key`)
    .pluck();
  const ofTrigger = database.prepare<[number, number], OccurrenceRow>(
    `SELECT ${COLUMNS}
     FROM occurrence CROSS JOIN trigger ON trigger.id = trigger_id CROSS JOIN job ON job.id = job_id
     WHERE trigger_id = ${KEY} ORDER BY nominal_at DESC LIMIT ?`,
  );
  // It stands beside what was decided when the instant came.
  const backfilled = database.prepare<[number, number], OccurrenceRow>(
    `SELECT job.name AS job, trigger.key AS trigger, nominal_at AS nominalAt,
       nominal_at AS throughAt, 1 AS count, 'dispatched' AS disposition, 'backfilled' AS reason,
       run_id AS runKey
     FROM backfilled CROSS JOIN trigger ON trigger.id = trigger_id
       CROSS JOIN job ON job.id = job_id
     WHERE trigger_id = ${KEY} ORDER BY nominal_at DESC LIMIT ?`,
  );
  // Somebody decided on a pause, and what it leaves out is not missed.
  const missed = database.prepare<[number, number], OccurrenceRow>(
    `SELECT ${COLUMNS}
     FROM occurrence INDEXED BY occurrence_not_on_time
       CROSS JOIN trigger ON trigger.id = occurrence.trigger_id CROSS JOIN job ON job.id = job_id
     WHERE (disposition <> 'dispatched' OR reason IS NOT NULL) AND decided_at >= ${KEY}
       AND reason IS NOT 'job_paused' AND reason IS NOT 'trigger_paused'
     ORDER BY decided_at DESC, nominal_at DESC LIMIT ?`,
  );
  const toOccurrence = ({ runKey, ...occurrence }: OccurrenceRow): Occurrence => ({
    ...occurrence,
    run: runKey === null ? null : toRunId(identity, runKey),
  });
  return {
    // The newest of every trigger, then the newest of those: a history of any length is not sorted for it.
    listOccurrences: (jobKey, limit) =>
      triggers
        .all(jobKey)
        .flatMap((trigger) => [...backfilled.all(trigger, limit), ...ofTrigger.all(trigger, limit)])
        .sort((a, b) => b.nominalAt - a.nominalAt)
        .slice(0, limit)
        .map(toOccurrence),
    listMissed: (since, limit) => missed.all(since, limit).map(toOccurrence),
  };
}
