import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { RefusalCode } from '#shared/domain/refusal.ts';
import { Refusal } from '#shared/domain/refusal.ts';
import type { BackupKind } from '#shared/domain/backup.ts';
import { createBoundedCache } from '#shared/lib/bounded-cache.ts';
import { listBackups, readNoteOf } from '#engine/backup-folder.ts';
import type { BackupFiles, BackupNote } from '#engine/core/backup.ts';

/*
 * Copying and reading through a database of a gigabyte takes seconds, so each task has a thread of its own inside the
 * engine's process, with a connection of its own that can only read: nothing that is due waits for it.
 */

export type BackupTask =
  | { readonly type: 'make'; readonly note: BackupNote }
  | { readonly type: 'removeOldest'; readonly kind: BackupKind; readonly keptCount: number };

export interface BackupWork {
  readonly database: string;
  readonly folder: string;
  readonly task: BackupTask;
}

export type BackupReport =
  | { readonly answer: unknown }
  | { readonly refusal: { readonly code: RefusalCode; readonly message: string } };

/** Beside the sources as well as in the bundle, where all entries lie in one folder. */
const ENTRY = import.meta.url.endsWith('.ts') ? './backup-worker.ts' : './backup-worker.js';

export function createBackupFiles(database: string, folder: string): BackupFiles {
  const workers = new Set<Worker>();
  /** What a backup says of itself never changes: opening one takes longer than all else. */
  const readNote = createBoundedCache(1_000, (name: string) => ({
    note: readNoteOf(join(folder, name)),
  }));

  function carryOut(task: BackupTask): Promise<unknown> {
    const workerData: BackupWork = { database, folder, task };
    const worker = new Worker(new URL(ENTRY, import.meta.url), { workerData });
    workers.add(worker);
    return new Promise((resolve, reject) => {
      worker.once('message', (report: BackupReport) => {
        if ('answer' in report) resolve(report.answer);
        else reject(new Refusal(report.refusal.code, report.refusal.message));
      });
      worker.once('error', reject);
      worker.once('exit', () => {
        workers.delete(worker);
        reject(new Refusal('unavailable', 'the engine is stopping'));
      });
    });
  }

  return {
    folder,
    list: async () => listBackups(folder, (name) => readNote(name).note),
    make: (note) => carryOut({ type: 'make', note }) as ReturnType<BackupFiles['make']>,
    async removeOldest(kind, keptCount) {
      await carryOut({ type: 'removeOldest', kind, keptCount });
    },
    async close() {
      await Promise.all([...workers].map((worker) => worker.terminate()));
    },
  };
}
