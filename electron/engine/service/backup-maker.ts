import type { Clock } from '#shared/lib/clock.ts';
import { Refusal } from '#shared/domain/refusal.ts';
import type { BackupFiles, BackupNote, VerifiedBackup } from '#engine/core/backup.ts';
import type { Actor } from '#engine/core/live-run.ts';

/** Makes one backup at a time. */
export interface BackupMaker {
  byHand(actor: Actor): Promise<VerifiedBackup>;
  automatic(): Promise<VerifiedBackup>;
  /** When the one began that is being made; `null` for none. */
  readonly busySince: number | null;
}

export function createBackupMaker(files: BackupFiles, clock: Clock): BackupMaker {
  let busySince: number | null = null;

  async function make(about: Omit<BackupNote, 'at'>): Promise<VerifiedBackup> {
    if (busySince !== null) {
      throw new Refusal('conflict', 'a backup is being made already: ask again once it is there');
    }
    busySince = clock.wallNow();
    try {
      return await files.make({ at: busySince, ...about });
    } finally {
      busySince = null;
    }
  }

  return {
    byHand: ({ name, reason }) => make({ kind: 'by_hand', by: name, reason }),
    automatic: () => make({ kind: 'automatic', by: null, reason: null }),
    get busySince() {
      return busySince;
    },
  };
}
