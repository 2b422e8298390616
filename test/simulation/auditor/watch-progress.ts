import type { Database } from 'better-sqlite3';
import type { SeenProcess } from '#test/simulation/auditor/evidence.ts';

/** What can only be seen while an engine lives: that it does now what it would be sure to do after a restart. */
export interface ProgressWatch {
  /** What an engine in good health has left undone once nothing more is on its way. */
  leftUndone(processes: readonly SeenProcess[], lastTold: number): readonly string[];
  /** What should have happened by now, if time has just gone by while an engine was watching it. */
  overdue(now: number): readonly string[];
}

interface ActiveRow {
  readonly id: number;
  readonly job_id: number;
  readonly job: string;
  readonly state: string;
  readonly attempt_count: number;
  readonly overlap: string;
  readonly limited: number;
  readonly is_paused: number;
  readonly token: string | null;
}

/** An engine looks at the clock once a second; what it finds then may be written a moment later. */
const PATIENCE_MS = 2_000;

export function createProgressWatch(
  database: Database,
  limits: { readonly workers: number; readonly sharedKey: number },
): ProgressWatch {
  const active = database.prepare<[], ActiveRow>(
    `SELECT run.id, run.job_id, job.name AS job, live_run.state, live_run.attempt_count,
       EXISTS (SELECT 1 FROM pause WHERE scope = 'scheduler'
         OR scope = 'job' AND pause.job_id = run.job_id) AS is_paused,
       definition ->> '$.overlap' AS overlap, json_array_length(definition, '$.concurrency') AS limited,
       token
     FROM live_run CROSS JOIN run ON run.id = live_run.run_id
       JOIN job ON job.id = run.job_id JOIN job_revision ON job_revision.id = run.revision_id
       LEFT JOIN attempt ON attempt.run_id = run.id AND attempt.number = live_run.attempt_count
     WHERE live_run.state IN ('ready', 'running', 'retry_wait')`,
  );
  const newestEvent = database
    .prepare<[], number>('SELECT coalesce(max(seq), 0) FROM journal')
    .pluck();
  const forgotten = database
    .prepare<[], number>(
      `SELECT run_id FROM live_run WHERE state IN ('scheduled', 'retry_wait') AND wake_at IS NULL`,
    )
    .pluck();
  const late = database
    .prepare<[number, number, number], string>(
      `SELECT 'run ' || run_id FROM live_run
         WHERE state IN ('scheduled', 'retry_wait') AND wake_at <= ?
       UNION ALL SELECT 'trigger ' || id FROM trigger WHERE next_at <= ?
         AND NOT EXISTS (SELECT 1 FROM pause WHERE scope = 'scheduler')
       UNION ALL SELECT 'the end of a pause' FROM pause WHERE until_at <= ?`,
    )
    .pluck();

  return {
    leftUndone(processes, lastTold) {
      const rows = active.all();
      const ended = new Set(
        processes.filter(({ state }) => state !== 'alive').map(({ request }) => request.token),
      );
      const newest = newestEvent.get() ?? 0;
      return [
        // The engine writes on this very connection: what it has not committed would look as if it had.
        ...(database.inTransaction ? ['P4: a transaction is open that nobody works in'] : []),
        ...rows
          .filter((row) => row.state === 'ready' && mayStart(row, rows, limits))
          .map((row) => `P1: run ${row.id} of ${row.job} is ready, nothing stops it, and it waits`),
        ...rows
          .filter((row) => row.state === 'running' && ended.has(row.token ?? ''))
          .map((row) => `P3: run ${row.id} of ${row.job} is running, but its process has ended`),
        ...forgotten.all().map((run) => `P1: run ${run} waits for an instant that nobody knows`),
        ...(lastTold === newest
          ? []
          : [`P6: a follower was told ${lastTold} while ${newest} had happened`]),
      ];
    },
    overdue: (now) =>
      late
        .all(now - PATIENCE_MS, now - PATIENCE_MS, now - PATIENCE_MS)
        .map((what) => `P1: ${what} was due, and nothing happened`),
  };
}

/** Whether every gate that there is in these histories is open. */
function mayStart(
  run: ActiveRow,
  rows: readonly ActiveRow[],
  limits: { readonly workers: number; readonly sharedKey: number },
): boolean {
  const running = rows.filter(({ state }) => state === 'running');
  const isKeyFree = running.filter(({ limited }) => limited > 0).length < limits.sharedKey;
  const begun = rows.filter(
    (other) =>
      other.job_id === run.job_id &&
      other.id !== run.id &&
      (other.state !== 'ready' || other.attempt_count > 0),
  );
  return (
    run.is_paused === 0 &&
    running.length < limits.workers &&
    (run.limited === 0 || isKeyFree) &&
    (run.overlap === 'allow' || begun.length === 0)
  );
}
