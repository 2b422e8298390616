import type { Database } from 'better-sqlite3';
import type { AttemptOutput } from '#shared/domain/attempt-output.ts';
import type { JsonObject } from '#shared/lib/json.ts';
import type { RunKey } from '#engine/core/live-run.ts';
import { KEY } from '#engine/store/key-parameter.ts';

/** The last attempt of a run, and what it hands on. */
export interface LastOutput {
  readonly attempt: number;
  readonly output: AttemptOutput | null;
}

/** Reads what a run hands on: the output of its last attempt, and of no earlier one. */
export function createOutputReader(database: Database): (runKey: RunKey) => LastOutput | null {
  interface Row {
    readonly number: number;
    readonly value: string | null;
    readonly fault: string | null;
  }
  const newest = database.prepare<[RunKey], Row>(
    `SELECT number, value, fault FROM attempt LEFT JOIN attempt_output USING (run_id, number)
     WHERE attempt.run_id = ${KEY} ORDER BY attempt.number DESC LIMIT 1`,
  );
  return (runKey) => {
    const row = newest.get(runKey);
    return row === undefined ? null : { attempt: row.number, output: toOutput(row) };
  };
}

function toOutput(row: {
  readonly value: string | null;
  readonly fault: string | null;
}): AttemptOutput | null {
  const { value, fault } = row;
  if (value !== null) return { value: JSON.parse(value) as JsonObject, fault: null };
  return fault === null ? null : { value: null, fault };
}
