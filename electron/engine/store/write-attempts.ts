import type { Database } from 'better-sqlite3';
import type { AttemptState } from '#shared/domain/attempt-state-table.ts';
import { assertAttemptTransition } from '#shared/domain/attempt-state-table.ts';
import type { JournalEvent } from '#shared/contract/journal-schema.ts';
import type { AttemptEnded, AttemptMoved, AttemptStarted } from '#engine/core/change.ts';
import type { RunKey } from '#engine/core/live-run.ts';
import { toSubject } from '#engine/store/journal-subject.ts';
import type { JournalWriter } from '#engine/store/write-journal.ts';
import { KEY } from '#engine/store/key-parameter.ts';

/** Writes what concerns attempts. */
export interface AttemptWriter {
  startAttempt(change: AttemptStarted, now: number): null;
  moveAttempt(change: AttemptMoved, now: number): JournalEvent;
  endAttempt(change: AttemptEnded): null;
}

export function createAttemptWriter(database: Database, journal: JournalWriter): AttemptWriter {
  const setFingerprint = database.prepare(
    `UPDATE live_run SET fingerprint = ? WHERE run_id = ${KEY}`,
  );
  const insertAttempt = database.prepare(
    `INSERT INTO attempt (run_id, number, state, token, boot_id, started_at, gate_waits,
       waited_for)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const attemptState = database
    .prepare<[RunKey, number], AttemptState>(
      `SELECT state FROM attempt WHERE run_id = ${KEY} AND number = ${KEY}`,
    )
    .pluck();
  const moveAttempt = database.prepare(
    `UPDATE attempt SET state = ?, pid = coalesce(?, pid)
     WHERE run_id = ${KEY} AND number = ${KEY}`,
  );
  const endAttempt = database.prepare(
    `UPDATE attempt SET state = ?, ended_at = max(started_at, ?), exit_code = ?, http_status = ?, signal = ?,
       failure_class = ?, message = ?, fingerprint = ?, retry_delay_ms = ?
     WHERE run_id = ${KEY} AND number = ${KEY}`,
  );

  const insertOutput = database.prepare(
    'INSERT INTO attempt_output (run_id, number, value, fault) VALUES (?, ?, ?, ?)',
  );

  return {
    startAttempt({ runKey, number, state, token, bootId, gateWaits, waitedFor }, now) {
      const waits = gateWaits && JSON.stringify(gateWaits);
      const cause = waitedFor && JSON.stringify(waitedFor);
      insertAttempt.run(runKey, number, state, token, bootId, now, waits, cause);
      return null;
    },
    moveAttempt({ run, number, to, pid }, now) {
      const from = attemptState.get(run.key, number);
      if (from === undefined) throw new Error(`attempt ${number} of run ${run.key} does not exist`);
      assertAttemptTransition(from, to);
      moveAttempt.run(to, pid, run.key, number);
      const attempt = { type: `attempt.${to}`, attempt: number, from, to };
      return journal({ ...toSubject(run, now, run.cancelledBy), ...attempt });
    },
    endAttempt(change) {
      const { runKey, number, to, endedAt, exitCode, httpStatus, signal } = change;
      const { failureClass, message, fingerprint, retryDelayMs, output } = change;
      const result = endAttempt.run(
        ...[to, endedAt, exitCode, httpStatus, signal, failureClass, message, fingerprint],
        ...[retryDelayMs, runKey, number],
      );
      if (result.changes !== 1)
        throw new Error(`attempt ${number} of run ${runKey} does not exist`);
      if (output !== null) {
        const value = output.value === null ? null : JSON.stringify(output.value);
        insertOutput.run(runKey, number, value, output.fault);
      }
      if (fingerprint !== null) setFingerprint.run(fingerprint, runKey);
      return null;
    },
  };
}
