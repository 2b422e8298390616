import { parentPort, workerData } from 'node:worker_threads';
import { Refusal } from '#shared/domain/refusal.ts';
import { makeBackup, removeOldestBackups } from '#engine/backup-folder.ts';
import type { BackupReport, BackupWork } from '#engine/create-backup-files.ts';

/** The thread that carries out one task with the backups, and ends. */
parentPort?.postMessage(await report(workerData as BackupWork));

async function report(work: BackupWork): Promise<BackupReport> {
  try {
    return { answer: await carryOut(work) };
  } catch (error) {
    if (error instanceof Refusal) return { refusal: { code: error.code, message: error.message } };
    throw error;
  }
}

async function carryOut({ database, folder, task }: BackupWork): Promise<unknown> {
  switch (task.type) {
    case 'make':
      return makeBackup(database, folder, task.note);
    case 'removeOldest':
      removeOldestBackups(folder, task.kind, task.keptCount);
      return null;
  }
}
