import Database from 'better-sqlite3';
import { checkOrigin, sqliteVersion, toRefusal } from '#engine/store/open-database.ts';
import { MIGRATIONS } from '#engine/store/migrations.ts';

/** What can be told of a database without changing anything in it. */
export interface DatabaseFacts {
  readonly sqliteVersion: string;
  /** Format of the data; 0 for none yet. */
  readonly format: number;
  /** The newest format that this version knows. */
  readonly newestFormat: number;
  /** Whether SQLite takes over the setting under which every answered write is on stable storage. */
  readonly isDurable: boolean;
}

const FULL = 2;

/**
 * Looks at an existing database file, or at SQLite itself with `:memory:`; refuses what is no database of ours, in the
 * words in which it would not be opened. The caller holds the engine's lock.
 */
export function inspectDatabase(file: string): DatabaseFacts {
  const database = new Database(file, { fileMustExist: file !== ':memory:', timeout: 250 });
  try {
    checkOrigin(database, file);
    database.pragma('synchronous = FULL');
    return {
      sqliteVersion: sqliteVersion(database),
      format: Number(database.pragma('user_version', { simple: true })),
      newestFormat: MIGRATIONS.length,
      isDurable: database.pragma('synchronous', { simple: true }) === FULL,
    };
  } catch (error) {
    throw toRefusal(error, file);
  } finally {
    database.close();
  }
}
