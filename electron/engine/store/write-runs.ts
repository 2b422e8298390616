import type { Database } from 'better-sqlite3';
import type { AttemptState } from '#shared/domain/attempt-state-table.ts';
import { assertAttemptTransition } from '#shared/domain/attempt-state-table.ts';
import { isFinalRun } from '#shared/domain/run-state-table.ts';
import type { JournalEvent } from '#shared/contract/journal-schema.ts';
import type {
  AttemptEnded,
  AttemptMoved,
  AttemptStarted,
  RunCancelRequested,
  RunCreated,
  RunMerged,
  RunMoved,
} from '#engine/core/change.ts';
import { wakeInstant } from '#engine/core/due.ts';
import type { LiveRun, RunKey } from '#engine/core/live-run.ts';
import type { EndingCounter } from '#engine/store/count-endings.ts';
import type { JournalWriter } from '#engine/store/write-journal.ts';
import { createOutcomeWriter } from '#engine/store/write-outcomes.ts';

/** Writes what concerns runs and their attempts. */
export interface RunWriter {
  create(change: RunCreated, now: number): JournalEvent;
  move(change: RunMoved, now: number): JournalEvent;
  merge(change: RunMerged, now: number): JournalEvent;
  requestCancel(change: RunCancelRequested, now: number): JournalEvent;
  startAttempt(change: AttemptStarted, now: number): null;
  moveAttempt(change: AttemptMoved, now: number): JournalEvent;
  endAttempt(change: AttemptEnded): null;
}

export function createRunWriter(
  database: Database,
  journal: JournalWriter,
  endings: EndingCounter,
): RunWriter {
  const live = createLiveRowWriter(database);
  const outcomes = createOutcomeWriter(database, endings);
  const insertRun = database.prepare(
    `INSERT INTO run (id, job_id, revision_id, origin, request_line, effect, input, input_diff,
       idempotency_key, priority, created_at, due_at, nominal_at, late_by_ms, coalesced_count,
       trigger_id, retrigger_of, root_run, actor, reason)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const setFingerprint = database.prepare('UPDATE live_run SET fingerprint = ? WHERE run_id = ?');
  const countMerged = database.prepare('UPDATE run SET coalesced_count = ? WHERE id = ?');
  const insertAttempt = database.prepare(
    `INSERT INTO attempt (run_id, number, state, token, boot_id, started_at, gate_waits)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  );
  const attemptState = database
    .prepare<[RunKey, number], AttemptState>(
      'SELECT state FROM attempt WHERE run_id = ? AND number = ?',
    )
    .pluck();
  const moveAttempt = database.prepare(
    'UPDATE attempt SET state = ?, pid = coalesce(?, pid) WHERE run_id = ? AND number = ?',
  );
  const endAttempt = database.prepare(
    `UPDATE attempt SET state = ?, ended_at = max(started_at, ?), exit_code = ?, http_status = ?, signal = ?,
       failure_class = ?, message = ?, fingerprint = ?, retry_delay_ms = ?
     WHERE run_id = ? AND number = ?`,
  );

  function writeFinal(change: RunMoved, now: number): void {
    outcomes.insert(change, now);
    live.remove(change.before);
  }

  /** A final run that lives again keeps what it failed with. */
  function revive(after: LiveRun, message: string | null): void {
    live.insert(after, message);
    outcomes.takeBack(after.key);
  }

  return {
    create({ run, inputDiff }, now) {
      const { revision, actor } = run;
      insertRun.run(
        ...[run.key, revision.jobKey, revision.revisionKey, run.origin, run.requestLine],
        ...[run.effect, JSON.stringify(run.input), inputDiff && JSON.stringify(inputDiff)],
        ...[run.idempotencyKey, run.priority, run.createdAt, run.dueAt, run.nominalAt],
        ...[run.lateByMs, run.coalescedCount, run.triggerKey, run.retriggerOf, run.rootRun],
        ...[actor?.name ?? null, actor?.reason ?? null],
      );
      live.insert(run, null);
      return journal({ ...about(run, now), type: 'run.created', from: null, to: run.state });
    },
    move(change, now) {
      const { before, after, event, actor, attemptNumber: attempt, message } = change;
      if (isFinalRun(after.state)) writeFinal(change, now);
      else if (isFinalRun(before.state)) revive(after, message);
      else live.update(before, after, message);
      return journal({
        ...about(after, now, actor),
        type: `run.${event}`,
        from: before.state,
        to: after.state,
        attempt,
        message,
      });
    },
    merge({ after, actor }, now) {
      countMerged.run(after.coalescedCount, after.key);
      return journal({ ...about(after, now, actor), type: 'run.merged' });
    },
    requestCancel({ before, after, actor }, now) {
      live.update(before, after, null);
      return journal({ ...about(after, now, actor), type: 'run.cancel_requested' });
    },
    startAttempt({ runKey, number, state, token, bootId, gateWaits }, now) {
      const waits = gateWaits && JSON.stringify(gateWaits);
      insertAttempt.run(runKey, number, state, token, bootId, now, waits);
      return null;
    },
    moveAttempt({ run, number, to, pid }, now) {
      const from = attemptState.get(run.key, number);
      if (from === undefined) throw new Error(`attempt ${number} of run ${run.key} does not exist`);
      assertAttemptTransition(from, to);
      moveAttempt.run(to, pid, run.key, number);
      const attempt = { type: `attempt.${to}`, attempt: number, from, to };
      return journal({ ...about(run, now, run.cancelledBy), ...attempt });
    },
    endAttempt(change) {
      const { runKey, number, to, endedAt, exitCode, httpStatus, signal } = change;
      const { failureClass, message, fingerprint, retryDelayMs } = change;
      const result = endAttempt.run(
        ...[to, endedAt, exitCode, httpStatus, signal, failureClass, message, fingerprint],
        ...[retryDelayMs, runKey, number],
      );
      if (result.changes !== 1)
        throw new Error(`attempt ${number} of run ${runKey} does not exist`);
      if (fingerprint !== null) setFingerprint.run(fingerprint, runKey);
      return null;
    },
  };
}

function about(run: LiveRun, at: number, actor = run.actor) {
  const { jobKey: key, definition } = run.revision;
  return {
    at,
    runKey: run.key,
    job: { key, name: definition.name },
    actor: actor?.name ?? null,
    reason: actor?.reason ?? null,
  };
}

/** The small table of what changes while a run lives, and the queue of instants at which one wakes. */
function createLiveRowWriter(database: Database) {
  const insert = database.prepare(
    `INSERT INTO live_run (run_id, state, wake_at, ready_at, first_ready_at, first_started_at,
       attempt_count, counted_attempts, granted_attempts, held_from, cancelled_by, cancelled_reason,
       message)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const update = database.prepare(
    `UPDATE live_run SET state = ?, wake_at = ?, ready_at = ?, first_ready_at = ?,
       first_started_at = ?, attempt_count = ?, counted_attempts = ?, granted_attempts = ?,
       held_from = ?, cancelled_by = ?, cancelled_reason = ?, message = ?
     WHERE run_id = ?`,
  );
  const remove = database.prepare('DELETE FROM live_run WHERE run_id = ?');
  const addWake = database.prepare('INSERT INTO wake (at, run_id) VALUES (?, ?)');
  const removeWake = database.prepare('DELETE FROM wake WHERE run_id = ? AND at = ?');

  const columns = (run: LiveRun, message: string | null) => [
    ...[run.state, run.wakeAt, run.readyAt, run.firstReadyAt, run.firstStartedAt],
    ...[run.attemptCount, run.countedAttempts, run.grantedAttempts, run.heldFrom],
    ...[run.cancelledBy?.name ?? null, run.cancelledBy?.reason ?? null, message],
  ];
  return {
    insert(run: LiveRun, message: string | null): void {
      insert.run(run.key, ...columns(run, message));
      const wakeAt = wakeInstant(run);
      if (wakeAt !== null) addWake.run(wakeAt, run.key);
    },
    update(before: LiveRun, after: LiveRun, message: string | null): void {
      if (update.run(...columns(after, message), after.key).changes !== 1) {
        throw new Error(`run ${after.key} is not live`);
      }
      const [from, to] = [wakeInstant(before), wakeInstant(after)];
      if (from === to) return;
      if (from !== null) removeWake.run(before.key, from);
      if (to !== null) addWake.run(to, after.key);
    },
    remove(run: LiveRun): void {
      const wakeAt = wakeInstant(run);
      if (wakeAt !== null) removeWake.run(run.key, wakeAt);
      remove.run(run.key);
    },
  };
}
