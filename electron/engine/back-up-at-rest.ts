import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from '#shared/domain/refusal.ts';
import {
  backupFolderOf,
  listBackups,
  makeBackup,
  removeOldestBackups,
} from '#engine/backup-folder.ts';
import type { Backup, BackupNote, VerifiedBackup } from '#engine/core/backup.ts';
import { acquireDataFolder } from '#engine/data-folder.ts';
import { inspectDatabase } from '#engine/store/inspect-database.ts';

/** One for each of the last versions. */
const KEPT_BEFORE_MIGRATION = 3;

/** Makes a backup of a data folder in which no engine runs; refuses with the holder's process number if one does. */
export async function backUpAtRest(
  dataFolder: string,
  note: BackupNote,
): Promise<{ readonly folder: string; readonly backup: VerifiedBackup }> {
  const file = join(dataFolder, 'nightdesk.db');
  if (!existsSync(file)) {
    throw new Refusal(
      'not_found',
      `the data folder ${dataFolder} has no database: there is nothing to back up`,
    );
  }
  const folder = acquireDataFolder(dataFolder, note.at);
  try {
    const backups = backupFolderOf(dataFolder);
    return { folder: backups, backup: await makeBackup(file, backups, note) };
  } finally {
    folder.release();
  }
}

/** The backups of a data folder, whether an engine runs in it or not: they are files of their own. */
export function listBackupsAtRest(dataFolder: string): {
  readonly folder: string;
  readonly backups: readonly Backup[];
} {
  const folder = backupFolderOf(dataFolder);
  return { folder, backups: listBackups(folder) };
}

/** Keeps the data as an older version wrote them, before they are brought to the present format. The caller holds the lock. */
export async function backUpBeforeMigration(dataFolder: string, now: number): Promise<void> {
  const file = join(dataFolder, 'nightdesk.db');
  if (!existsSync(file)) return;
  const { format, newestFormat } = inspectDatabase(file);
  if (format === 0 || format >= newestFormat) return;
  const folder = backupFolderOf(dataFolder);
  const reason = `its data are in format ${format}, and become ${newestFormat}`;
  await makeBackup(file, folder, { at: now, kind: 'before_migration', by: null, reason });
  removeOldestBackups(folder, 'before_migration', KEPT_BEFORE_MIGRATION);
}
