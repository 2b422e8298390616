import type { Database } from 'better-sqlite3';
import type { JournalEvent } from '#shared/contract/journal-schema.ts';
import type { RunPinned, RunUnpinned } from '#engine/core/record-change.ts';
import { toSubject } from '#engine/store/journal-subject.ts';
import { KEY } from '#engine/store/key-parameter.ts';
import type { JournalWriter } from '#engine/store/write-journal.ts';

export interface PinWriter {
  pin(change: RunPinned, now: number): JournalEvent;
  unpin(change: RunUnpinned, now: number): JournalEvent;
}

export function createPinWriter(database: Database, journal: JournalWriter): PinWriter {
  const insert = database.prepare(
    'INSERT INTO pin (run_id, pinned_at, pinned_by, reason) VALUES (?, ?, ?, ?)',
  );
  const remove = database.prepare(`DELETE FROM pin WHERE run_id = ${KEY}`);

  return {
    pin({ run, pin: { at, by: name, reason } }, now) {
      insert.run(run.key, at, name, reason);
      return journal({ ...toSubject(run, now, { name, reason }), type: 'run.pinned' });
    },
    unpin({ run, actor }, now) {
      remove.run(run.key);
      return journal({ ...toSubject(run, now, actor), type: 'run.unpinned' });
    },
  };
}
