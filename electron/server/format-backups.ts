import type { BackupContents, BackupView } from '#shared/contract/backup-operations.ts';
import type { BackupKind } from '#shared/domain/backup.ts';
import { formatBytes } from '#shared/lib/format-bytes.ts';
import { formatAge, formatInstant } from '#server/format-time.ts';
import { formatTable } from '#server/table.ts';
import type { Terminal } from '#server/terminal.ts';

const KINDS: Readonly<Record<BackupKind, string>> = {
  by_hand: 'by hand',
  automatic: 'automatic',
  before_migration: 'before an update',
};

/** The backups as a table, or a sentence that there is none. */
export function formatBackups(
  backups: readonly BackupView[],
  folder: string,
  terminal: Terminal,
): string {
  if (backups.length === 0) return `There is no backup in ${folder}.`;
  const rows = backups.map(({ name, sizeBytes, note }) => [
    name,
    note === null ? '–' : formatAge(note.at, terminal),
    formatBytes(sizeBytes),
    note === null ? 'cannot be read' : KINDS[note.kind],
    note?.by ?? '–',
    note?.reason ?? '–',
  ]);
  const titles = ['BACKUP', 'MADE', 'SIZE', 'HOW', 'BY', 'WHY'];
  const table = formatTable(titles, rows, terminal, { spare: ['WHY', 'BY'] });
  return `${table}\nin ${folder}`;
}

/** `12 jobs and 4,031 runs, up to 2027-03-28 03:00:00 CEST`. */
export function formatContents(
  { jobCount, runCount, newestAt }: BackupContents,
  terminal: Terminal,
): string {
  const counts = `${counted(jobCount, 'job')} and ${counted(runCount, 'run')}`;
  return newestAt === null ? counts : `${counts}, up to ${formatInstant(newestAt, terminal)}`;
}

function counted(count: number, what: string): string {
  return `${count.toLocaleString('en-US')} ${what}${count === 1 ? '' : 's'}`;
}
