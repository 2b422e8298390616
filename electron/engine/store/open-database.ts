import Database from 'better-sqlite3';
import { Refusal } from '#shared/domain/refusal.ts';
import { MIGRATIONS } from '#engine/store/migrations.ts';

/** "NDSK": tells our files from everyone else's. */
const APPLICATION_ID = 0x4e44534b;
/** The oldest SQLite without the write-ahead-log corruption that 3.51.3 repaired. */
const OLDEST_SQLITE = [3, 51, 3] as const;
const FULL = 2;

/**
 * Opens the database of a data folder, brings it to the present version, and checks that it really is set
 * up as durable as the promises demand: the library's own default for `synchronous` differs between the
 * first and every later opening, so it is set and read back each time.
 */
export function openDatabase(file: string): Database.Database {
  const database = new Database(file, { timeout: 250 });
  try {
    checkOrigin(database, file);
    checkFormat(database, file);
    configure(database);
    migrate(database);
    return database;
  } catch (error) {
    database.close();
    throw toRefusal(error, file);
  }
}

/** Refuses what another program has made, and a SQLite that cannot be trusted with ours. */
export function checkOrigin(database: Database.Database, file: string): void {
  const version = sqliteVersion(database);
  if (isOlder(version, OLDEST_SQLITE)) {
    throw new Refusal(
      'not_supported',
      `SQLite ${version} can corrupt its log: Nightdesk needs ${OLDEST_SQLITE.join('.')} or newer`,
    );
  }
  const id = database.pragma('application_id', { simple: true });
  const isEmpty = database.pragma('schema_version', { simple: true }) === 0;
  if (id !== APPLICATION_ID && !isEmpty) {
    throw new Refusal(
      'conflict',
      `${file} is a database of another program: choose another --data folder`,
    );
  }
}

function configure(database: Database.Database): void {
  // Before anything is written: afterwards it would be ignored without a word.
  database.pragma('auto_vacuum = INCREMENTAL');
  database.pragma(`application_id = ${APPLICATION_ID}`);
  const mode = database.pragma('journal_mode = WAL', { simple: true });
  database.pragma('synchronous = FULL');
  database.pragma('fullfsync = 1');
  database.pragma('checkpoint_fullfsync = 1');
  database.pragma('foreign_keys = ON');
  database.pragma('trusted_schema = 0');
  database.pragma('cell_size_check = 1');
  database.pragma('mmap_size = 0');
  database.pragma(`journal_size_limit = ${64 * 1024 * 1024}`);
  const isDurable = database.pragma('synchronous', { simple: true }) === FULL;
  const isInMemory = database.memory;
  if (!isDurable || (mode !== 'wal' && !isInMemory)) {
    throw new Refusal(
      'not_supported',
      `the file system cannot hold the database safely (${String(mode)})`,
    );
  }
}

export function checkFormat(database: Database.Database, file: string): void {
  const present = formatOf(database);
  if (present > MIGRATIONS.length) {
    throw new Refusal(
      'not_supported',
      `${file} was written by a newer Nightdesk (format ${present}, this one knows ${MIGRATIONS.length}): update Nightdesk, nothing was changed`,
    );
  }
}

function formatOf(database: Database.Database): number {
  return Number(database.pragma('user_version', { simple: true }));
}

function migrate(database: Database.Database): void {
  const present = formatOf(database);
  database
    .transaction(() => {
      for (const sql of MIGRATIONS.slice(present)) database.exec(sql);
      database.pragma(`user_version = ${MIGRATIONS.length}`);
    })
    .immediate();
}

export function sqliteVersion(database: Database.Database): string {
  return database.prepare<[], string>('SELECT sqlite_version()').pluck().get() ?? '0';
}

function isOlder(version: string, minimum: readonly number[]): boolean {
  const parts = version.split('.').map(Number);
  const index = minimum.findIndex((wanted, position) => parts[position] !== wanted);
  return index >= 0 && (parts[index] ?? 0) < (minimum[index] ?? 0);
}

/** What SQLite says about a file that it cannot work with, as a sentence with a way out. */
export function toRefusal(error: unknown, file: string): unknown {
  if (!(error instanceof Database.SqliteError)) return error;
  switch (error.code) {
    case 'SQLITE_NOTADB':
      return new Refusal(
        'conflict',
        `${file} is not a Nightdesk database: choose another --data folder`,
      );
    case 'SQLITE_CORRUPT':
      return new Refusal('conflict', `${file} is damaged: restore a backup of the data folder`);
    case 'SQLITE_FULL':
    case 'SQLITE_IOERR_SHMSIZE':
      return new Refusal(
        'unavailable',
        `the disk that holds ${file} is full: free some space and start again`,
      );
    case 'SQLITE_READONLY':
    case 'SQLITE_CANTOPEN':
    case 'SQLITE_READONLY_DIRECTORY':
      return new Refusal(
        'unavailable',
        `${file} cannot be written: check the rights of its folder`,
      );
    default:
      return new Refusal('unavailable', `${file} cannot be used: ${error.message} (${error.code})`);
  }
}
