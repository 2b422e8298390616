import Database from 'better-sqlite3';
import { StorageFailure } from '#engine/core/store.ts';

type Read = (...given: readonly unknown[]) => unknown;

/** The same reader, which tells failing storage apart from a defect of ours, whoever reads and wherever. */
export function guardReads<Reader extends object>(reader: Reader): Reader {
  const guarded = Object.entries(reader).map(([name, part]: [string, unknown]) => [
    name,
    typeof part === 'function' ? guardedRead(part as Read) : part,
  ]);
  return Object.fromEntries(guarded) as Reader;
}

function guardedRead(read: Read): Read {
  return (...given) => {
    try {
      return read(...given);
    } catch (error) {
      throw toStorageFailure(error);
    }
  };
}

/** Full, read-only, broken or busy storage is told apart from a defect of ours. */
export function toStorageFailure(error: unknown): unknown {
  if (!(error instanceof Database.SqliteError)) return error;
  const sentence = storageSentence(error.code);
  return sentence === null ? error : new StorageFailure(`${sentence} (${error.code})`);
}

function storageSentence(code: string): string | null {
  if (code === 'SQLITE_FULL') return 'the disk that holds the data folder is full';
  if (code.startsWith('SQLITE_READONLY')) return 'the data folder cannot be written';
  if (code.startsWith('SQLITE_IOERR'))
    return 'the disk that holds the data folder reports an error';
  if (code.startsWith('SQLITE_BUSY')) return 'another program has the database locked';
  if (code === 'SQLITE_CANTOPEN') return 'the data folder is gone';
  return null;
}
