import type { Database } from 'better-sqlite3';
import type { JournalEvent } from '#shared/contract/journal-schema.ts';
import type { TimeJumped } from '#engine/core/change.ts';
import type { JournalWriter } from '#engine/store/write-journal.ts';

/** Writes that the machine slept, or that its clock was set. */
export interface TimeJumpWriter {
  write(change: TimeJumped, now: number): JournalEvent;
}

export function createTimeJumpWriter(database: Database, journal: JournalWriter): TimeJumpWriter {
  const insert = database.prepare(
    'INSERT INTO time_jump (seen_at, cause, from_at, to_at) VALUES (?, ?, ?, ?)',
  );
  return {
    write({ jump: { cause, fromAt, toAt } }, now) {
      insert.run(now, cause, fromAt, toAt);
      return journal({ at: now, type: `clock.${cause}`, from: String(fromAt), to: String(toAt) });
    },
  };
}
