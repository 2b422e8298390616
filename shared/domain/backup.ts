/** What brought a backup about. */
export const BACKUP_KINDS = ['by_hand', 'automatic', 'before_migration'] as const;
export type BackupKind = (typeof BACKUP_KINDS)[number];
