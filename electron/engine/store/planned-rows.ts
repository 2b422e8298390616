import type { Database } from 'better-sqlite3';
import { KEY } from '#engine/store/key-parameter.ts';

export interface TriggerRow {
  readonly definition: string;
  readonly createdAt: number;
  readonly nextAt: number;
  readonly revisionKey: number;
}

export interface PlannedRunRow {
  readonly runKey: number;
  readonly revisionKey: number;
  readonly state: string;
  readonly at: number;
}

/** What is noted to fire, and which runs wait for an instant to start at; nothing that a pause holds up. */
export function createPlannedRows(database: Database) {
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
  const runs = database.prepare<[number, number], PlannedRunRow>(
    `SELECT run.id AS runKey, run.revision_id AS revisionKey, live_run.state, wake.at
     FROM wake CROSS JOIN live_run ON live_run.run_id = wake.run_id
       CROSS JOIN run ON run.id = wake.run_id
     WHERE wake.at <= ${KEY} AND live_run.state IN ('scheduled', 'retry_wait')
       AND live_run.wake_at = wake.at
       AND NOT EXISTS (SELECT 1 FROM pause WHERE scope = 'scheduler')
     ORDER BY wake.at, wake.run_id LIMIT ?`,
  );
  return {
    triggers: (until: number, limit: number) => triggers.all(until, limit),
    runs: (until: number, limit: number) => runs.all(until, limit),
  };
}

export type PlannedRows = ReturnType<typeof createPlannedRows>;
