import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseCronExpression } from '#shared/domain/cron-expression.ts';
import { nextFireTimes } from '#shared/domain/next-fire-times.ts';

/*
 * A second opinion on L, W and #, by counting days of the calendar.
 */

const DAY_MS = 86_400_000;

type DayRule = (date: Date) => boolean;

const lastDayOf = (date: Date) =>
  new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();

function nearestWeekday(date: Date, wanted: number): number {
  const target = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), wanted));
  const weekday = target.getUTCDay();
  if (weekday === 6) return wanted === 1 ? 3 : wanted - 1;
  if (weekday === 0) return wanted === lastDayOf(date) ? wanted - 2 : wanted + 1;
  return wanted;
}

const RULES: Readonly<Record<string, DayRule>> = {
  'L * *': (date) => date.getUTCDate() === lastDayOf(date),
  'LW * *': (date) => date.getUTCDate() === nearestWeekday(date, lastDayOf(date)),
  '1W * *': (date) => date.getUTCDate() === nearestWeekday(date, 1),
  '15W * *': (date) => date.getUTCDate() === nearestWeekday(date, 15),
  '* * FRI#2': (date) => date.getUTCDay() === 5 && Math.ceil(date.getUTCDate() / 7) === 2,
  '* * MON#5': (date) => date.getUTCDay() === 1 && Math.ceil(date.getUTCDate() / 7) === 5,
  '* * 5L': (date) => date.getUTCDay() === 5 && date.getUTCDate() + 7 > lastDayOf(date),
  'L 2 *': (date) => date.getUTCMonth() === 1 && date.getUTCDate() === lastDayOf(date),
  '13 * FRI': (date) => date.getUTCDate() === 13 || date.getUTCDay() === 5,
};

test('last days, nearest weekdays and counted weekdays are those of the calendar', () => {
  const start = fc
    .integer({ min: 0, max: 60 * 366 })
    .map((day) => Date.UTC(2000, 0, 1) + day * DAY_MS);
  fc.assert(
    fc.property(fc.constantFrom(...Object.keys(RULES)), start, (days, startAt) => {
      const { text: expression } = parseCronExpression(`0 12 ${days}`);
      const zone = 'UTC';
      const schedule = {
        kind: 'cron',
        expression,
        zone,
        gap: 'next_valid',
        fold: 'first',
      } as const;
      const until = startAt + 400 * DAY_MS;
      const found = nextFireTimes(schedule, startAt - 1, 130, 0).filter((at) => at < until);
      const expected: number[] = [];
      for (let at = startAt; at < until; at += DAY_MS) {
        if (RULES[days]!(new Date(at))) expected.push(at + 12 * 3_600_000);
      }
      expect(found).toEqual(expected);
    }),
    { numRuns: 200 },
  );
});
