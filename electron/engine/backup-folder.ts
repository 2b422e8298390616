import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { BackupKind } from '#shared/domain/backup.ts';
import { Refusal } from '#shared/domain/refusal.ts';
import type { Backup, BackupNote, VerifiedBackup } from '#engine/core/backup.ts';
import { copyDatabase, noteBackup } from '#engine/store/copy-database.ts';
import { readBackupNote, readThrough } from '#engine/store/read-through.ts';

/*
 * The backups of a data folder lie in a folder of their own inside it. A copy has another name until it has been read
 * through: whatever is called a backup was whole when it was made.
 */

const PARTIAL = '.partial';
const BACKUP_NAME = /^nightdesk-\d{8}T\d{6}Z[\w-]*\.db$/;

export function backupFolderOf(dataFolder: string): string {
  return join(dataFolder, 'backups');
}

/** Copies a database into the folder. The caller keeps a second backup from being made meanwhile. */
export async function makeBackup(
  database: string,
  folder: string,
  note: BackupNote,
): Promise<VerifiedBackup> {
  makeFolder(folder);
  removePartial(folder);
  const name = freeName(folder, note);
  const partial = join(folder, name + PARTIAL);
  try {
    // There already, and its owner's alone, before anything is in it.
    writeFileSync(partial, '', { flag: 'wx', mode: 0o600 });
    await copyDatabase(database, partial);
    noteBackup(partial, note);
    const contents = readThrough(partial);
    renameSync(partial, join(folder, name));
    syncFolder(folder);
    return { name, note, contents, sizeBytes: statSync(join(folder, name)).size };
  } catch (error) {
    rmSync(partial, { force: true });
    throw toBackupRefusal(error, folder);
  }
}

/** The newest first. */
export function listBackups(
  folder: string,
  readNote = (name: string) => readNoteOf(join(folder, name)),
): readonly Backup[] {
  const names = namesIn(folder).filter((name) => BACKUP_NAME.test(name));
  return names
    .toSorted()
    .reverse()
    .map((name) => ({ name, sizeBytes: statSync(join(folder, name)).size, note: readNote(name) }));
}

function namesIn(folder: string): readonly string[] {
  try {
    return existsSync(folder) ? readdirSync(folder) : [];
  } catch (error) {
    throw toBackupRefusal(error, folder);
  }
}

/** Takes away the older ones of a kind. */
export function removeOldestBackups(folder: string, kind: BackupKind, keptCount: number): void {
  const ofKind = listBackups(folder).filter(({ note }) => note?.kind === kind);
  for (const { name } of ofKind.slice(keptCount)) rmSync(join(folder, name), { force: true });
}

/** Makes the names in a folder last; Windows does that by itself, and opens no folder. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** What a file says of itself; `null` where it cannot be read. */
export function readNoteOf(file: string): BackupNote | null {
  try {
    return readBackupNote(file);
  } catch {
    return null;
  }
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    chmodSync(folder, 0o700);
  } catch (error) {
    throw toBackupRefusal(error, folder);
  }
}

/** What an engine left behind that ended while it made one. */
function removePartial(folder: string): void {
  for (const name of readdirSync(folder)) {
    if (name.includes(PARTIAL)) rmSync(join(folder, name), { force: true });
  }
}

/** Sorted by name they are sorted by time. */
function freeName(folder: string, { at, kind }: BackupNote): string {
  const instant = new Date(at).toISOString().replace(/[-:]|\.\d+/g, '');
  const stem = `nightdesk-${instant}-${kind.replaceAll('_', '-')}`;
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? `${stem}.db` : `${stem}-${number}.db`;
    if (!existsSync(join(folder, name))) return name;
  }
}

function toBackupRefusal(error: unknown, folder: string): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (error instanceof Refusal) return error;
  if (code === 'SQLITE_FULL' || code === 'ENOSPC' || code === 'EDQUOT') {
    const sentence = `the disk that holds ${folder} has no room for a backup: free some space and ask again`;
    return new Refusal('unavailable', sentence);
  }
  const reason = error instanceof Error ? error.message : String(error);
  return new Refusal('unavailable', `no backup could be made in ${folder}: ${reason}`);
}
