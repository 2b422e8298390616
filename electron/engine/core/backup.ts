import type { BackupKind } from '#shared/domain/backup.ts';
import type { Actor } from '#engine/core/live-run.ts';

/** What a backup says of itself, written into it when it is made. */
export interface BackupNote {
  /** When it was begun: everything that was on stable storage then is in it. */
  readonly at: number;
  readonly kind: BackupKind;
  /** Who asked for it; `null` for the engine itself. */
  readonly by: string | null;
  readonly reason: string | null;
}

/** What was found in a database when it was read through. */
export interface DatabaseContents {
  /** The format of its data. */
  readonly format: number;
  readonly jobCount: number;
  readonly runCount: number;
  /** The newest row of the journal: when it happened, and its number. */
  readonly newestAt: number | null;
  readonly newestSeq: number;
}

/** A file among the backups. */
export interface Backup {
  /** The name of its file. */
  readonly name: string;
  readonly sizeBytes: number;
  /** `null` where it cannot be read, or was not made as a backup. */
  readonly note: BackupNote | null;
}

export interface VerifiedBackup extends Backup {
  readonly note: BackupNote;
  readonly contents: DatabaseContents;
}

/** The backups of an instance. What takes long is done beside the event loop. */
export interface BackupFiles {
  /** The folder that they are in. */
  readonly folder: string;
  /** The newest first. */
  list(): Promise<readonly Backup[]>;
  /** Copies the database, reads the copy through, and only then gives it its name. */
  make(note: BackupNote): Promise<VerifiedBackup>;
  /** Keeps the newest ones of a kind. */
  removeOldest(kind: BackupKind, keptCount: number): Promise<void>;
  /** What is being made is given up. */
  close(): Promise<void>;
}

/** What a journal tells of backups. */
export type BackupChange = BackupMade | BackupFailed;

/** A copy of the database is there, read through. */
export interface BackupMade {
  readonly type: 'backup_made';
  readonly backup: VerifiedBackup;
  /** `null` where the engine made it by itself. */
  readonly actor: Actor | null;
}

/** The engine wanted to make a backup, and could not. */
export interface BackupFailed {
  readonly type: 'backup_failed';
  readonly sentence: string;
}
