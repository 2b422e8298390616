import type { Database } from 'better-sqlite3';
import type { RunMoved } from '#engine/core/change.ts';
import type { RunKey } from '#engine/core/live-run.ts';
import type { EndingCounter } from '#engine/store/count-endings.ts';
import { KEY } from '#engine/store/key-parameter.ts';

/** What is added when a run becomes final, and taken back when it lives again. Both happen while its live row is there. */
export interface OutcomeWriter {
  insert(change: RunMoved, now: number): void;
  takeBack(runKey: RunKey): void;
}

export function createOutcomeWriter(database: Database, endings: EndingCounter): OutcomeWriter {
  const insert = database.prepare(
    `INSERT INTO outcome (run_id, job_id, revision_id, state, ended_at, first_ready_at,
       first_started_at, attempt_count, counted_attempts, granted_attempts, superseded_by, message, fingerprint)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
       (SELECT fingerprint FROM live_run WHERE run_id = ${KEY}))`,
  );
  const keepFingerprint = database.prepare(
    `UPDATE live_run SET fingerprint = (SELECT fingerprint FROM outcome WHERE run_id = ${KEY})
     WHERE run_id = ${KEY}`,
  );
  const remove = database.prepare(`DELETE FROM outcome WHERE run_id = ${KEY}`);

  return {
    insert({ after, supersededBy, message, ...change }, now) {
      const { jobKey, revisionKey } = after.revision;
      const endedAt = change.endedAt ?? now;
      insert.run(
        ...[after.key, jobKey, revisionKey, after.state, endedAt, after.firstReadyAt],
        ...[
          after.firstStartedAt,
          after.attemptCount,
          after.countedAttempts,
          after.grantedAttempts,
          supersededBy,
        ],
        ...[message, after.key],
      );
      endings.note(jobKey, after.state, endedAt);
    },
    takeBack(runKey) {
      keepFingerprint.run(runKey, runKey);
      remove.run(runKey);
    },
  };
}
