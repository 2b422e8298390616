import cronstrue from 'cronstrue';
import type { Schedule } from '#shared/domain/trigger.ts';
import { formatDurationText } from '#renderer/lib/duration-parts.ts';

/** When a schedule fires, in words, without its zone: `At 02:30`, `Every 30 s`, `Once at 2026-11-24 07:00`. */
export function wordsOfSchedule(schedule: Schedule): string {
  switch (schedule.kind) {
    case 'cron':
      return wordsOfCron(schedule.expression);
    case 'interval':
      return `Every ${formatDurationText(schedule.everyMs).replace(/^1 (\S+)$/, '$1')}`;
    case 'at':
      return `Once at ${schedule.local.replace('T', ' ')}`;
  }
}

/** The zone that its words are meant in; an interval has none. */
export function zoneOfSchedule(schedule: Schedule): string | null {
  return schedule.kind === 'interval' ? null : schedule.zone;
}

function wordsOfCron(expression: string): string {
  try {
    const words = cronstrue.toString(expression, { use24HourTimeFormat: true });
    if (/^At [\d:]+$/.test(words)) return `Every day at${words.slice(2)}`;
    return setsBothDays(expression) ? sayEither(words) : words;
  } catch {
    return expression;
  }
}

function setsBothDays(expression: string): boolean {
  const fields = expression.split(' ');
  return [fields.at(-3), fields.at(-1)].every((field) => field !== '*' && field !== '?');
}

/** With both day fields set, a day matches when either of them does; “and”, or nothing, would say less. */
function sayEither(words: string): string {
  return words.replace(/ of the month, (?:and )?(?:on )?/, ' of the month, or on ');
}
