import Database from 'better-sqlite3';
import type { BackupNote } from '#engine/core/backup.ts';

/** A step of this many pages takes about a millisecond. */
const PAGES_PER_STEP = 256;

/**
 * Copies a database through SQLite's backup API, as it is at one instant, while others write. The read transaction
 * is what keeps it at that instant: without it the copy would begin anew whenever somebody has written.
 */
export async function copyDatabase(source: string, target: string): Promise<void> {
  const database = new Database(source, { readonly: true, fileMustExist: true, timeout: 250 });
  try {
    database.exec('BEGIN; SELECT count(*) FROM sqlite_schema');
    await database.backup(target, { progress: () => PAGES_PER_STEP });
  } finally {
    database.close();
  }
}

/** Makes a copy one file, without a log beside it, and writes into it what it is. */
export function noteBackup(file: string, note: BackupNote): void {
  writeMeta(file, 'backup', JSON.stringify(note));
}

/** Writes a word of its own into a copy that nobody else has open, and leaves it as one file. */
export function writeMeta(file: string, name: string, value: string): void {
  const database = new Database(file, { fileMustExist: true });
  try {
    database.pragma('journal_mode = DELETE');
    database.pragma('synchronous = FULL');
    database
      .prepare(
        'INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
      )
      .run(name, value);
  } finally {
    database.close();
  }
}
