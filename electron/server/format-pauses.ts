import type { PauseView } from '#shared/contract/pause-operations.ts';
import { formatAge, formatMoment } from '#server/format-time.ts';
import { formatTable } from '#server/table.ts';
import type { Terminal } from '#server/terminal.ts';

/** What is paused, as a table, or a sentence that nothing is. */
export function formatPauses(pauses: readonly PauseView[], terminal: Terminal): string {
  if (pauses.length === 0) return 'Nothing is paused.';
  const rows = pauses.map((pause) => [
    nameOfPaused(pause),
    pause.by,
    formatAge(pause.at, terminal),
    pause.until === null ? 'resumed' : formatMoment(pause.until, terminal),
    pause.reason ?? '–',
  ]);
  const titles = ['PAUSED', 'BY', 'SINCE', 'UNTIL', 'WHY'];
  return formatTable(titles, rows, terminal, { spare: ['WHY', 'PAUSED'] });
}

export function nameOfPaused(
  paused: Pick<PauseView, 'scope' | 'job' | 'trigger' | 'schedule' | 'key'>,
): string {
  switch (paused.scope) {
    case 'scheduler':
      return 'the scheduler';
    case 'job':
      return paused.job ?? '';
    case 'trigger':
      return `${paused.job ?? ''}, trigger ${paused.schedule ?? paused.trigger ?? ''}`;
    case 'key':
      return `key ${paused.key ?? ''}`;
  }
}
