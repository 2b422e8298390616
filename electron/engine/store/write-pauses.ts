import type { Database } from 'better-sqlite3';
import type { JournalEvent } from '#shared/contract/journal-schema.ts';
import type { PauseBegun, PauseEnded } from '#engine/core/change.ts';
import { pauseSubject } from '#engine/core/pause.ts';
import type { PauseTarget } from '#engine/core/pause.ts';
import type { JournalEntry, JournalWriter } from '#engine/store/write-journal.ts';
import { KEY } from '#engine/store/key-parameter.ts';

export interface PauseWriter {
  begin(change: PauseBegun, now: number): JournalEvent;
  end(change: PauseEnded, now: number): JournalEvent;
}

export function createPauseWriter(database: Database, journal: JournalWriter): PauseWriter {
  const insert = database.prepare(
    `INSERT INTO pause (scope, subject, job_id, trigger_id, paused_at, paused_by, reason, until_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (scope, subject) DO UPDATE SET paused_at = excluded.paused_at,
       paused_by = excluded.paused_by, reason = excluded.reason, until_at = excluded.until_at`,
  );
  const remove = database.prepare('DELETE FROM pause WHERE scope = ? AND subject = ?');
  const jobName = database
    .prepare<[number], string>(`SELECT name FROM job WHERE id = ${KEY}`)
    .pluck();
  const triggerName = database
    .prepare<[number], string>(`SELECT key FROM trigger WHERE id = ${KEY}`)
    .pluck();

  /** Which job it is about, and what the trigger or the key is called. */
  function subjectOf(on: PauseTarget): Pick<JournalEntry, 'job' | 'message'> {
    switch (on.scope) {
      case 'scheduler':
        return {};
      case 'job':
        return { job: named(on.jobKey) };
      case 'trigger':
        return { job: named(on.jobKey), message: triggerName.get(on.triggerKey) ?? null };
      case 'key':
        return { message: on.key };
    }
  }

  const named = (key: number) => ({ key, name: jobName.get(key) ?? '' });

  return {
    begin({ on, pause: { by: actor, reason, untilAt } }, now) {
      const jobKey = 'jobKey' in on ? on.jobKey : null;
      const triggerKey = 'triggerKey' in on ? on.triggerKey : null;
      insert.run(on.scope, pauseSubject(on), jobKey, triggerKey, now, actor, reason, untilAt);
      const to = untilAt === null ? null : String(untilAt);
      return journal({ at: now, type: `${on.scope}.paused`, ...subjectOf(on), actor, reason, to });
    },
    end({ on, actor: { name: actor, reason } }, now) {
      remove.run(on.scope, pauseSubject(on));
      return journal({ at: now, type: `${on.scope}.resumed`, ...subjectOf(on), actor, reason });
    },
  };
}
