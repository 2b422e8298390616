import type { Database } from 'better-sqlite3';
import type { Dependency } from '#engine/core/dependency.ts';
import type { LiveRun, RunKey, TriggerKey } from '#engine/core/live-run.ts';
import { KEY, NAME } from '#engine/store/key-parameter.ts';
import type { RunRow } from '#engine/store/run-row.ts';
import { LIVE_RUNS, RUN_COLUMNS } from '#engine/store/run-row.ts';

const IS_WAITING = `(live_run.state = 'waiting' OR live_run.held_from = 'waiting')`;

/** Reads what comes after what. */
export function createChainReads(database: Database, toRun: (row: RunRow) => LiveRun) {
  const fired = database
    .prepare<[TriggerKey, RunKey], number>(
      `SELECT 1 FROM occurrence WHERE trigger_id = ${KEY} AND caused_by = ${KEY}`,
    )
    .pluck();
  const dependencies = database.prepare<[RunKey], Dependency>(
    `SELECT job, demand, met_by AS metBy FROM dependency WHERE run_id = ${KEY}`,
  );
  const waitingFor = database.prepare<[string], RunRow>(
    `SELECT ${RUN_COLUMNS} FROM dependency CROSS JOIN ${LIVE_RUNS}
     WHERE dependency.job = ${NAME} AND dependency.met_by IS NULL AND live_run.run_id = dependency.run_id
       AND ${IS_WAITING} ORDER BY dependency.run_id`,
  );
  const ofTrigger = database.prepare<[TriggerKey], RunRow>(
    `SELECT ${RUN_COLUMNS} FROM ${LIVE_RUNS}
     WHERE ${IS_WAITING} AND run.trigger_id = ${KEY} ORDER BY run.id LIMIT 1`,
  );
  return {
    hasFired: (triggerKey: TriggerKey, causedBy: RunKey) =>
      fired.get(triggerKey, causedBy) !== undefined,
    dependencies: (runKey: RunKey) => dependencies.all(runKey),
    runsWaitingFor: (job: string) => waitingFor.all(job).map(toRun),
    waitingRunOf(triggerKey: TriggerKey) {
      const row = ofTrigger.get(triggerKey);
      return row === undefined ? null : toRun(row);
    },
  };
}
