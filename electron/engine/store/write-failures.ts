import type { Database } from 'better-sqlite3';
import type { JournalEvent } from '#shared/contract/journal-schema.ts';
import type { FailuresMarked, FailuresReopened } from '#engine/core/failure-change.ts';
import { KEY, NAME } from '#engine/store/key-parameter.ts';
import type { JournalWriter } from '#engine/store/write-journal.ts';

export interface FailureWriter {
  mark(change: FailuresMarked, now: number): JournalEvent;
  reopen(change: FailuresReopened, now: number): JournalEvent;
}

export function createFailureWriter(database: Database, journal: JournalWriter): FailureWriter {
  const insert = database.prepare(
    `INSERT INTO failure_mark (fingerprint, kind, marked_at, marked_by, reason)
     VALUES (?, ?, ?, ?, ?)`,
  );
  const remove = database.prepare(
    `DELETE FROM failure_mark
     WHERE id = (SELECT max(id) FROM failure_mark WHERE fingerprint = ${NAME})`,
  );
  const jobName = database
    .prepare<[number], string>(`SELECT name FROM job WHERE id = ${KEY}`)
    .pluck();
  const jobOf = (key: number) => ({ key, name: jobName.get(key) ?? '' });

  return {
    mark({ fingerprint, jobKey, mark: { kind, at, by: actor, reason } }, now) {
      insert.run(fingerprint, kind, at, actor, reason);
      const entry = { job: jobOf(jobKey), actor, reason, message: fingerprint };
      return journal({ at: now, type: `failures.${kind}`, ...entry });
    },
    reopen({ fingerprint, jobKey, actor: { name: actor, reason } }, now) {
      remove.run(fingerprint);
      const entry = { job: jobOf(jobKey), actor, reason, message: fingerprint };
      return journal({ at: now, type: 'failures.reopened', ...entry });
    },
  };
}
