import type { Database } from 'better-sqlite3';
import type { Attempt } from '#shared/contract/run-schema.ts';
import type { AttemptState } from '#shared/domain/attempt-state-table.ts';
import type { AttemptToken } from '#engine/core/executor.ts';
import type { RunKey } from '#engine/core/live-run.ts';
import type { WaitedFor } from '#engine/core/waited-for.ts';
import type { InstanceIdentity } from '#engine/core/run-identity.ts';
import { toRunId } from '#engine/core/run-identity.ts';
import type { RunViews } from '#engine/core/view-reader.ts';
import { KEY } from '#engine/store/key-parameter.ts';

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
  readonly waited_for: string | null;
}

/** Reads the attempts of a run in the contract's form, ascending by number. */
export function createAttemptReader(
  database: Database,
  identity: InstanceIdentity,
): (runKey: RunKey) => Attempt[] {
  const select = database.prepare<[RunKey], AttemptRow>(
    `SELECT * FROM attempt WHERE run_id = ${KEY} ORDER BY number`,
  );
  return (runKey) => select.all(runKey).map((row) => toAttempt(row, identity));
}

export function createAttemptLookup(database: Database): Pick<RunViews, 'findAttempt'> {
  type Row = { number: number; state: AttemptState; token: AttemptToken };
  const columns = `SELECT number, state, token FROM attempt WHERE run_id = ${KEY}`;
  const newest = database.prepare<[RunKey], Row>(`${columns} ORDER BY number DESC LIMIT 1`);
  const numbered = database.prepare<[RunKey, number], Row>(`${columns} AND number = ${KEY}`);
  return {
    findAttempt: (runKey, number) =>
      (number === null ? newest.get(runKey) : numbered.get(runKey, number)) ?? null,
  };
}

function toAttempt(row: AttemptRow, identity: InstanceIdentity): Attempt {
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
    waitedFor: row.waited_for === null ? null : toWaitedFor(row.waited_for, identity),
    pid: row.pid,
  };
}

function toWaitedFor(text: string, identity: InstanceIdentity): Attempt['waitedFor'] {
  const { runKey, ...rest } = JSON.parse(text) as WaitedFor;
  return { ...rest, run: runKey === null ? null : toRunId(identity, runKey) };
}
