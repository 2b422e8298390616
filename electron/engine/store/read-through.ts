import Database from 'better-sqlite3';
import { Refusal } from '#shared/domain/refusal.ts';
import type { BackupNote, DatabaseContents } from '#engine/core/backup.ts';
import type { InstanceIdentity } from '#engine/core/run-identity.ts';
import { checkFormat, checkOrigin, toRefusal } from '#engine/store/open-database.ts';

/** Reads a database from its first page to its last, and tells what is in it; refuses one that is not whole. */
export function readThrough(file: string): DatabaseContents {
  return reading(file, (database) => {
    checkFormat(database, file);
    const verdict = database.pragma('integrity_check(1)', { simple: true });
    if (verdict !== 'ok') {
      throw new Refusal('conflict', `${file} is damaged (${String(verdict)}): use another backup`);
    }
    return contentsOf(database);
  });
}

/** What a backup says of itself; `null` where it says nothing. */
export function readBackupNote(file: string): BackupNote | null {
  return readMeta(file, 'backup') as BackupNote | null;
}

/** Which instance a database is of; `null` for one that no engine has opened yet. */
export function readIdentity(file: string): InstanceIdentity | null {
  return readMeta(file, 'identity') as InstanceIdentity | null;
}

function readMeta(file: string, name: string): unknown {
  const value = reading(file, (database) =>
    database.prepare<[string], string>('SELECT value FROM meta WHERE name = ?').pluck().get(name),
  );
  return value === undefined ? null : (JSON.parse(value) as unknown);
}

function reading<Answer>(file: string, read: (database: Database.Database) => Answer): Answer {
  let database: Database.Database | null = null;
  try {
    database = new Database(file, { readonly: true, fileMustExist: true, timeout: 250 });
    checkOrigin(database, file);
    return read(database);
  } catch (error) {
    throw toRefusal(error, file);
  } finally {
    database?.close();
  }
}

function contentsOf(database: Database.Database): DatabaseContents {
  const count = (table: string) =>
    Number(database.prepare(`SELECT count(*) FROM ${table}`).pluck().get());
  const newest = database
    .prepare<[], { seq: number; at: number }>(
      'SELECT seq, at FROM journal ORDER BY seq DESC LIMIT 1',
    )
    .get();
  return {
    format: Number(database.pragma('user_version', { simple: true })),
    jobCount: count('job'),
    runCount: count('run'),
    newestAt: newest?.at ?? null,
    newestSeq: newest?.seq ?? 0,
  };
}
