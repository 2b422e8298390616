import { Refusal } from '#shared/domain/refusal.ts';
import type { BackupFiles, VerifiedBackup } from '#engine/core/backup.ts';

export interface MemoryBackups extends BackupFiles {
  /** Nothing can be made until it is taken back: the disk is full. */
  fillDisk(isFull: boolean): void;
}

/** Backups of a database in memory, which nobody can copy by its name: what is kept is that they were made. */
export function createMemoryBackups(): MemoryBackups {
  let backups: readonly VerifiedBackup[] = [];
  let isFull = false;
  const contents = { format: 1, jobCount: 0, runCount: 0, newestAt: null, newestSeq: 0 };
  return {
    folder: '/nowhere',
    list: async () => backups,
    async make(note) {
      if (isFull) throw new Refusal('unavailable', 'the disk that holds /nowhere is full');
      const backup = { name: `nightdesk-${note.at}-${note.kind}.db`, sizeBytes: 1, note, contents };
      backups = [backup, ...backups];
      return backup;
    },
    async removeOldest(kind, keptCount) {
      const removed = backups.filter(({ note }) => note.kind === kind).slice(keptCount);
      backups = backups.filter((backup) => !removed.includes(backup));
    },
    close: async () => undefined,
    fillDisk: (full) => void (isFull = full),
  };
}
