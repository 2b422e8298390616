import type { JournalEvent } from '#shared/contract/journal-schema.ts';
import { formatMoment } from '#server/format-time.ts';
import { formatTable } from '#server/table.ts';
import type { Terminal } from '#server/terminal.ts';

/** What somebody did to a run after it was made: when, what, who and why; empty if nobody did anything. */
export function formatDeeds(events: readonly JournalEvent[], terminal: Terminal): string {
  const rows = events
    .filter(isDeed)
    .map((event) => [
      formatMoment(event.at, terminal),
      deedOf(event),
      event.actor ?? '',
      event.reason ?? '–',
    ]);
  if (rows.length === 0) return '';
  return formatTable(['CHANGED', 'WHAT', 'WHO', 'WHY'], rows, terminal, { spare: ['WHY'] });
}

/** How it was made stands with its origin. */
function isDeed({ type, actor }: JournalEvent): boolean {
  return actor !== null && type.startsWith('run.') && type !== 'run.created';
}

function deedOf({ type, to }: JournalEvent): string {
  if (type === 'run.cancel_requested') return 'asked to end';
  if (type === 'run.resolved') return `resolved as ${to ?? 'nothing'}`;
  return type.slice('run.'.length);
}
