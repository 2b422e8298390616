import type { BackupView } from '#shared/contract/backup-operations.ts';

/** Who made it and why: `by hand, by anna: before the move`. */
export function kindOfBackup({ kind, by, reason }: NonNullable<BackupView['note']>): string {
  const because = reason === null ? '' : `: ${reason}`;
  switch (kind) {
    case 'by_hand':
      return `by ${by ?? 'hand'}${because}`;
    case 'automatic':
      return 'automatic';
    case 'before_migration':
      return `before an update${because}`;
  }
}

/** How many automatic ones there are at most. */
export function whatIsKept(keptCount: number): string {
  if (keptCount === 0) return 'only by hand';
  return keptCount === 1
    ? 'one a day, of which the last is kept'
    : `one a day, of which the last ${keptCount} are kept`;
}
