import type { Database } from 'better-sqlite3';
import { isFinalRun } from '#shared/domain/run-state-table.ts';
import type { JournalEvent } from '#shared/contract/journal-schema.ts';
import type { RunCancelRequested, RunCreated, RunMerged, RunMoved } from '#engine/core/change.ts';
import { wakeInstant } from '#engine/core/due.ts';
import type { LiveRun } from '#engine/core/live-run.ts';
import type { EndingCounter } from '#engine/store/count-endings.ts';
import { toSubject } from '#engine/store/journal-subject.ts';
import type { AttemptWriter } from '#engine/store/write-attempts.ts';
import { createAttemptWriter } from '#engine/store/write-attempts.ts';
import type { JournalWriter } from '#engine/store/write-journal.ts';
import { createOutcomeWriter } from '#engine/store/write-outcomes.ts';
import { KEY } from '#engine/store/key-parameter.ts';

/** Writes what concerns runs and their attempts. */
export interface RunWriter extends AttemptWriter {
  create(change: RunCreated, now: number): JournalEvent;
  move(change: RunMoved, now: number): JournalEvent;
  merge(change: RunMerged, now: number): JournalEvent;
  requestCancel(change: RunCancelRequested, now: number): JournalEvent;
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
  const countMerged = database.prepare(`UPDATE run SET coalesced_count = ? WHERE id = ${KEY}`);
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
      return journal({ ...toSubject(run, now), type: 'run.created', from: null, to: run.state });
    },
    move(change, now) {
      const { before, after, event, actor, attemptNumber: attempt, message } = change;
      if (isFinalRun(after.state)) writeFinal(change, now);
      else if (isFinalRun(before.state)) revive(after, message);
      else live.update(before, after, message);
      return journal({
        ...toSubject(after, now, actor),
        type: `run.${event}`,
        from: before.state,
        to: after.state,
        attempt,
        message,
      });
    },
    merge({ after, actor }, now) {
      countMerged.run(after.coalescedCount, after.key);
      return journal({ ...toSubject(after, now, actor), type: 'run.merged' });
    },
    requestCancel({ before, after, actor }, now) {
      live.update(before, after, null);
      return journal({ ...toSubject(after, now, actor), type: 'run.cancel_requested' });
    },
    ...createAttemptWriter(database, journal),
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
     WHERE run_id = ${KEY}`,
  );
  const remove = database.prepare(`DELETE FROM live_run WHERE run_id = ${KEY}`);
  const addWake = database.prepare('INSERT INTO wake (at, run_id) VALUES (?, ?)');
  const removeWake = database.prepare(`DELETE FROM wake WHERE run_id = ${KEY} AND at = ${KEY}`);

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
