import type { Database } from 'better-sqlite3';
import type { SetRightRun } from '#engine/store/set-right-run.ts';

interface Range {
  readonly jobKey: number | null;
  readonly since: number;
}

/**
 * Failures of GETs that a later run of the same trigger has made good: whatever they should have done has been done
 * since. A POST is a deed of its own, which no later one does.
 *
 * Of each trigger that failed, its firings are looked at from the newest back to the first that succeeded, and not
 * beyond the first that failed; so one that always fails is not looked for through all of its history.
 */
export function createOvertakenReader(
  database: Database,
): (range: Range) => readonly SetRightRun[] {
  const overtaken = database.prepare<[Range], SetRightRun>(
    `WITH failed AS MATERIALIZED (
       SELECT outcome.run_id, outcome.fingerprint, outcome.ended_at, run.trigger_id, run.nominal_at
       FROM outcome INDEXED BY outcome_failed_by_end CROSS JOIN run ON run.id = outcome.run_id
       WHERE outcome.state = 'failed' AND outcome.ended_at >= @since
         AND outcome.fingerprint IS NOT NULL AND (@jobKey IS NULL OR outcome.job_id = @jobKey)
         AND run.trigger_id IS NOT NULL AND run.request_line LIKE 'GET %'
     ), firing AS MATERIALIZED (
       SELECT trigger_id, (
         SELECT occurrence.run_id FROM occurrence CROSS JOIN outcome ON outcome.run_id = occurrence.run_id
         WHERE occurrence.trigger_id = failing.trigger_id AND occurrence.nominal_at > failing.nominal_at
           AND outcome.state = 'succeeded'
         ORDER BY occurrence.nominal_at DESC LIMIT 1) AS succeeded
       FROM (SELECT trigger_id, min(nominal_at) AS nominal_at FROM failed GROUP BY 1) AS failing
     )
     SELECT failed.run_id AS runKey, failed.fingerprint, failed.ended_at AS failedAt,
       outcome.ended_at AS setRightAt
     FROM firing CROSS JOIN outcome ON outcome.run_id = firing.succeeded
       CROSS JOIN failed ON failed.trigger_id = firing.trigger_id
     WHERE failed.run_id < firing.succeeded`,
  );
  return (range) => overtaken.all(range);
}
