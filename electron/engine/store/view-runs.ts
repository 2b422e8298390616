import type { Database } from 'better-sqlite3';
import type { Attempt, InputDiff, Run } from '#shared/contract/run-schema.ts';
import type { RunState } from '#shared/domain/run-state-table.ts';
import { isFinalRun } from '#shared/domain/run-state-table.ts';
import type { RunKey } from '#engine/core/live-run.ts';
import type { InstanceIdentity } from '#engine/core/run-identity.ts';
import { toRunView } from '#engine/core/run-view.ts';
import type { ViewReader } from '#engine/core/store.ts';
import type { RevisionReader } from '#engine/store/revision-reader.ts';
import type { RunRow } from '#engine/store/run-row.ts';
import { ALL_RUNS, FINAL_RUNS, LIVE_RUNS, RUN_COLUMNS, toRunFacts } from '#engine/store/run-row.ts';

/** Runs in the contract's form. */
export function createRunViews(
  database: Database,
  identity: InstanceIdentity,
  revisions: RevisionReader,
): Pick<ViewReader, 'listRuns' | 'viewRun'> {
  const attempts = createAttemptReader(database);
  const statements = new Map<string, ReturnType<typeof database.prepare<unknown[], RunRow>>>();

  /** One statement for each combination of filters, so that each can use its own index. */
  function prepare(from: string, key: string, conditions: readonly string[]) {
    const where = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
    const sql = `SELECT ${RUN_COLUMNS} FROM ${from} ${where} ORDER BY ${key} DESC LIMIT ?`;
    const known = statements.get(sql) ?? database.prepare<unknown[], RunRow>(sql);
    statements.set(sql, known);
    return known;
  }

  function toRun(row: RunRow): Run {
    return toRunView(identity, toRunFacts(row, revisions.read(row.revision_id)), {
      inputDiff: row.input_diff === null ? null : (JSON.parse(row.input_diff) as InputDiff),
      endedAt: row.ended_at,
      supersededBy: row.superseded_by,
      message: row.message,
      attempts: attempts(row.id),
    });
  }

  return {
    viewRun(runKey) {
      const [row] = prepare(ALL_RUNS, 'run.id', ['run.id = ?']).all(runKey, 1);
      return row === undefined ? null : toRun(row);
    },
    listRuns({ state, jobKey, before, limit }) {
      const { from, key, condition } = sourceOf(state);
      const conditions = [...condition];
      const values: unknown[] = [];
      if (jobKey !== undefined) {
        conditions.push('run.job_id = ?');
        values.push(jobKey);
      }
      if (before !== undefined) {
        conditions.push(`${key} < ?`);
        values.push(before);
      }
      return prepare(from, key, conditions)
        .all(...values, limit)
        .map(toRun);
    },
  };
}

/**
 * Where runs of a state are found soonest: live ones in the small table, final ones by their outcome. The
 * state stands in the statement itself, because only then can a partial index serve it; it is one of a
 * closed list.
 */
function sourceOf(state: RunState | undefined) {
  if (state === undefined) return { from: ALL_RUNS, key: 'run.id', condition: [] };
  const table = isFinalRun(state) ? 'outcome' : 'live_run';
  const from = isFinalRun(state) ? FINAL_RUNS : LIVE_RUNS;
  return { from, key: `${table}.run_id`, condition: [`${table}.state = '${state}'`] };
}

interface AttemptRow {
  readonly number: number;
  readonly state: Attempt['state'];
  readonly pid: number | null;
  readonly started_at: number;
  readonly ended_at: number | null;
  readonly exit_code: number | null;
  readonly http_status: number | null;
  readonly signal: string | null;
  readonly failure_class: string | null;
  readonly message: string | null;
  readonly fingerprint: string | null;
  readonly retry_delay_ms: number | null;
  readonly gate_waits: string | null;
}

function createAttemptReader(database: Database): (runKey: RunKey) => Attempt[] {
  const select = database.prepare<[RunKey], AttemptRow>(
    'SELECT * FROM attempt WHERE run_id = ? ORDER BY number',
  );
  return (runKey) => select.all(runKey).map(toAttempt);
}

function toAttempt(row: AttemptRow): Attempt {
  return {
    number: row.number,
    state: row.state,
    startedAt: row.started_at,
    endedAt: row.ended_at,
    exitCode: row.exit_code,
    httpStatus: row.http_status,
    signal: row.signal,
    failureClass: row.failure_class,
    message: row.message,
    fingerprint: row.fingerprint,
    retryDelayMs: row.retry_delay_ms,
    gateWaitsMs:
      row.gate_waits === null ? {} : (JSON.parse(row.gate_waits) as Record<string, number>),
    pid: row.pid,
  };
}
