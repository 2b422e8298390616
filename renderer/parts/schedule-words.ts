import cronstrue from 'cronstrue';
import { outputUse } from '#shared/domain/trigger-input.ts';
import type { AfterSchedule, Demand, Schedule, Trigger } from '#shared/domain/trigger.ts';
import { formatDurationText, toDurationParts } from '#renderer/lib/duration-parts.ts';

/** When a schedule fires, in words, without its zone: `At 02:30`, `Every minute`, `Once at 2026-11-24 07:00`. */
export function wordsOfSchedule(schedule: Schedule): string {
  switch (schedule.kind) {
    case 'cron':
      return wordsOfCron(schedule.expression);
    case 'interval':
      return wordsOfInterval(schedule.everyMs);
    case 'at':
      return `Once at ${schedule.local.replace('T', ' ')}`;
    case 'after':
      return wordsOfAfter(schedule);
    case 'event':
      return schedule.event === 'wake' ? 'When the machine wakes' : 'When the engine starts';
  }
}

/** What restricts a trigger, moves its start or feeds it, after its schedule's words: `, not on sat-sun, up to 5 min later`. */
export function wordsOfBounds(
  trigger: Pick<Trigger, 'schedule' | 'jitterMs' | 'input' | 'takesOutput'>,
) {
  const { schedule, jitterMs } = trigger;
  const bounds = 'bounds' in schedule ? schedule.bounds : undefined;
  const excluded = new Set(bounds?.exclude.map(({ text, calendar }) => calendar ?? text));
  const parts = [
    bounds?.from && `from ${bounds.from.text.replace('T', ' ')}`,
    bounds?.until && `until ${bounds.until.text.replace('T', ' ')}`,
    excluded.size > 0 && `but not ${[...excluded].join(', ')}`,
    jitterMs !== undefined && `up to ${formatDurationText(jitterMs)} later`,
    OUTPUT_USES[outputUse(trigger)],
  ].filter((part) => typeof part === 'string');
  return parts.map((part) => `, ${part}`).join('');
}

const OUTPUT_USES = {
  whole: 'with its output as input',
  fields: 'with values of its output',
  nothing: null,
} as const;

/** The zone that its words are meant in; an interval has none. */
export function zoneOfSchedule(schedule: Schedule): string | null {
  return 'zone' in schedule ? schedule.zone : null;
}

const DEMANDED: Readonly<Record<Demand, string>> = {
  succeeded: 'has succeeded',
  failed: 'has failed',
  ended: 'has ended',
};

function wordsOfAfter({ jobs, on }: AfterSchedule): string {
  return `When ${jobs.join(' and ')} ${jobs.length === 1 ? DEMANDED[on] : DEMANDED[on].replace('has', 'have')}`;
}

const UNITS: ReadonlyMap<string, string> = new Map([
  ['s', 'second'],
  ['min', 'minute'],
  ['h', 'hour'],
  ['d', 'day'],
]);

function wordsOfInterval(everyMs: number): string {
  const parts = toDurationParts(everyMs).map(({ value, unit }) => {
    const amount = Number(value);
    const word = UNITS.get(unit) ?? unit;
    return { amount, text: `${amount} ${word}${amount === 1 ? '' : 's'}`, word };
  });
  const [first] = parts;
  if (parts.length === 1 && first?.amount === 1) return `Every ${first.word}`;
  return `Every ${parts.map(({ text }) => text).join(' ')}`;
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
