import { z } from 'zod';
import { asOfSeq, command, commandId, query, reason } from '#shared/contract/operation.ts';
import { instant } from '#shared/contract/run-schema.ts';
import { BACKUP_KINDS } from '#shared/domain/backup.ts';

const backupNote = z.object({
  /** When it was begun: everything that was answered before is in it. */
  at: instant,
  kind: z.enum(BACKUP_KINDS),
  /** Who asked for it; `null` for the engine itself. */
  by: z.string().nullable(),
  reason: z.string().nullable(),
});

/** A file in the folder of the backups. It was read through before it got its name. */
export const backupSchema = z.object({
  name: z.string(),
  sizeBytes: z.int(),
  /** What it says of itself; `null` where it cannot be read. */
  note: backupNote.nullable(),
});
export type BackupView = z.infer<typeof backupSchema>;

/** What was found when it was read through. */
export const backupContents = z.object({
  format: z.int(),
  jobCount: z.int(),
  runCount: z.int(),
  newestAt: instant.nullable(),
  newestSeq: z.int(),
});
export type BackupContents = z.infer<typeof backupContents>;

export const backupOperations = {
  list: query('/backups', 'The backups in the data folder, the newest first').output(
    z.object({
      backups: z.array(backupSchema),
      /** Where they are, on the instance’s machine. */
      folder: z.string(),
      /** How many automatic ones are kept, one a day; 0: none is made. */
      keptCount: z.int(),
      /** Why the last automatic one could not be made; `null` while all is well. */
      failure: z.string().nullable(),
      asOfSeq,
    }),
  ),
  make: command('/backups', 'Makes a backup, reads it through, and answers once it is there')
    .input(z.strictObject({ commandId, reason }))
    .output(z.object({ backup: backupSchema.extend({ contents: backupContents }) })),
};
