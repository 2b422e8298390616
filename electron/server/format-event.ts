import type { JournalEvent } from '#shared/contract/journal-schema.ts';
import { formatLocalTime } from '#shared/domain/local-time.ts';
import { oneLine } from '#shared/lib/one-line.ts';
import type { Terminal } from '#server/terminal.ts';

const TYPE_WIDTH = 22;

/** One thing that happened, on one line: number, local time, what, of which run or job, by whom and why. */
export function formatEvent(event: JournalEvent, { zone }: Pick<Terminal, 'zone'>): string {
  const time = formatLocalTime(Math.floor(event.at / 1_000) * 1_000, zone).padEnd(
    'yyyy-mm-ddThh:mm:ss'.length,
    ':00',
  );
  const parts = [
    String(event.seq).padStart(6),
    time.replace('T', ' '),
    event.type.padEnd(TYPE_WIDTH),
    subjectOf(event),
    changeOf(event),
    circumstancesOf(event),
  ];
  return oneLine(parts.filter((part) => part !== '').join('  ')).trimEnd();
}

function subjectOf({ run, job, attempt }: JournalEvent): string {
  if (run === null) return job ?? '';
  const number = attempt === null ? '' : `#${attempt}`;
  return job === null ? `${run}${number}` : `${run}${number} ${job}`;
}

function changeOf({ from, to }: JournalEvent): string {
  if (to === null || from === to) return '';
  return from === null ? to : `${from} → ${to}`;
}

function circumstancesOf({ actor, reason, message }: JournalEvent): string {
  const by = actor === null ? null : `by ${actor}${reason === null ? '' : `, “${reason}”`}`;
  return [by, message].filter((part) => part !== null).join(' · ');
}
