import Database from 'better-sqlite3';
import { Refusal } from '#shared/domain/refusal.ts';

/** The right to be the one engine of a data folder, held until it is released or the process is gone. */
export interface EngineLock {
  release(): void;
}

/**
 * Takes the lock of a data folder. It is an exclusive transaction on a small database that serves nothing
 * else: the operating system frees it with the process, however that ends, and keeps it for one that is
 * merely stopped. Files with a process number in them can do neither.
 */
export function acquireEngineLock(file: string, describeHolder: () => string): EngineLock {
  const database = new Database(file, { timeout: 0 });
  try {
    database.pragma('journal_mode = DELETE');
    database.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')) {
      throw new Refusal('conflict', describeHolder());
    }
    throw error;
  }
  return { release: () => database.close() };
}
