import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { excludedFireTimes } from '#shared/domain/excluded-fire-times.ts';
import { parseExclusion } from '#shared/domain/parse-exclusion.ts';
import { parseJobDefinition } from '#shared/domain/parse-job-definition.ts';
import { countFireTimes, lastFireTime, nextFireTimes } from '#shared/domain/next-fire-times.ts';
import type { CronSchedule, Schedule } from '#shared/domain/trigger.ts';
import { readClock } from '#test/support/fire-time-oracle.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const ZONES = ['Europe/Berlin', 'America/Santiago', 'America/Havana', 'Asia/Tehran', 'UTC'];

/** The trigger as it is read from a job file. */
function triggerOf(trigger: Record<string, unknown>) {
  const raw = { name: 'a', method: 'GET', target: 'builtin:noop', triggers: [trigger] };
  const parsed = parseJobDefinition(raw, { defaultZone: 'UTC', place: 'jobs[0]' });
  if (!('definition' in parsed)) throw new Error(JSON.stringify(parsed));
  return parsed.definition.triggers[0]!;
}

const scheduleOf = (trigger: Record<string, unknown>) => triggerOf(trigger).schedule;

function localTimes(schedule: Schedule, from: string, count: number, zone: string) {
  const times = nextFireTimes(schedule, Date.parse(from) - 1, count, 0);
  return times.map((at) => new Date(readClock(zone, at)).toISOString().slice(0, 16));
}

describe('a schedule with bounds', () => {
  test('fires from the beginning of its first day until the end of its last, by the clocks of its zone', () => {
    const zone = 'America/New_York';
    const schedule = scheduleOf({
      cron: '0 0,12 * * *',
      zone,
      from: '2026-12-01',
      until: '2026-12-02',
    });
    expect(localTimes(schedule, '2026-01-01T00:00:00Z', 9, zone)).toEqual([
      '2026-12-01T00:00',
      '2026-12-01T12:00',
      '2026-12-02T00:00',
      '2026-12-02T12:00',
    ]);
  });

  test('takes local times as bounds, both of them included', () => {
    const schedule = scheduleOf({
      interval: '1h',
      anchor: '2026-12-01T00:00:00Z',
      from: '2026-12-01T05:00',
      until: '2026-12-01T07:00',
    });
    expect(localTimes(schedule, '2026-01-01T00:00:00Z', 9, 'UTC')).toEqual([
      '2026-12-01T05:00',
      '2026-12-01T06:00',
      '2026-12-01T07:00',
    ]);
  });

  test('leaves out weekends, days, days of every year and parts of the week', () => {
    const exclude = ['sat-sun', '2026-12-23', '12-24..01-01', 'mon 22:00-tue 04:00'];
    const schedule = scheduleOf({ cron: '0 3,9,23 * * *', zone: 'Europe/Berlin', exclude });
    expect(localTimes(schedule, '2026-12-18T20:00:00Z', 7, 'Europe/Berlin')).toEqual([
      '2026-12-18T23:00',
      '2026-12-21T03:00',
      '2026-12-21T09:00',
      '2026-12-22T09:00',
      '2026-12-22T23:00',
      '2027-01-04T03:00',
      '2027-01-04T09:00',
    ]);
  });

  test('tells what it leaves out, and for which exclusion', () => {
    const schedule = scheduleOf({
      cron: '0 12 * * *',
      exclude: ['sat-sun', { calendar: 'holidays', days: ['12-25'] }],
    });
    const from = Date.UTC(2026, 11, 24);
    const found = excludedFireTimes(schedule, from, from + 4 * DAY_MS, 10, 0);
    expect(found).toEqual([
      {
        at: Date.UTC(2026, 11, 25, 12),
        throughAt: Date.UTC(2026, 11, 25, 12),
        because: 'holidays (12-25)',
      },
      { at: Date.UTC(2026, 11, 26, 12), throughAt: Date.UTC(2026, 11, 27, 12), because: 'sat-sun' },
    ]);
  });

  test('is quick where exclusions leave nothing for a hundred years', () => {
    const exclude = [parsedExclusion('mon-sat'), parsedExclusion('sun')];
    const schedule: CronSchedule = {
      ...{
        kind: 'cron',
        expression: '* * * * * *',
        zone: 'Europe/Berlin',
        gap: 'next_valid',
        fold: 'first',
      },
      bounds: { zone: 'Europe/Berlin', from: null, until: null, exclude },
    };
    expect(nextFireTimes(schedule, 0, 1, 0)).toEqual([]);
    expect(lastFireTime(schedule, 1e12, 0, 0)).toBeNull();
  });
});

function parsedExclusion(text: string) {
  const parsed = parseExclusion(text, null);
  if ('fault' in parsed) throw new Error(parsed.fault);
  return parsed.exclusion;
}

/** A second opinion, by reading the clock: which exclusions hold at an instant. */
const OPINIONS: Readonly<Record<string, (wall: Date) => boolean>> = {
  'sat-sun': (wall) => [6, 0].includes(wall.getUTCDay()),
  'fri-mon': (wall) => [5, 6, 0, 1].includes(wall.getUTCDay()),
  'sun 01:30-sun 03:30': (wall) => wall.getUTCDay() === 0 && isBetween(wall, 90, 210),
  'sat 23:00-sun 02:00': (wall) =>
    (wall.getUTCDay() === 6 && isBetween(wall, 1_380, 1_440)) ||
    (wall.getUTCDay() === 0 && isBetween(wall, 0, 120)),
  'sun 22:00-mon 04:00': (wall) =>
    (wall.getUTCDay() === 0 && isBetween(wall, 1_320, 1_440)) ||
    (wall.getUTCDay() === 1 && isBetween(wall, 0, 240)),
  '2027-03-28': (wall) => dayOf(wall) === '2027-03-28',
  '2027-10-30..2027-11-02': (wall) => dayOf(wall) >= '2027-10-30' && dayOf(wall) <= '2027-11-02',
  '12-24..01-06': (wall) => dayOf(wall).slice(5) >= '12-24' || dayOf(wall).slice(5) <= '01-06',
  '02-29': (wall) => dayOf(wall).slice(5) === '02-29',
  '03-08..03-31': (wall) => dayOf(wall).slice(5) >= '03-08' && dayOf(wall).slice(5) <= '03-31',
};

const dayOf = (wall: Date) => wall.toISOString().slice(0, 10);

function isBetween(wall: Date, fromMinute: number, toMinute: number): boolean {
  const minute = wall.getUTCHours() * 60 + wall.getUTCMinutes();
  return minute >= fromMinute && minute < toMinute;
}

const EXPRESSIONS = ['*/20 * * * *', '30 * * * *', '0,30 0-4 * * *', '15 2 * * *', '0 0 * * *'];
const START = Date.UTC(2026, 0, 1);
const STRETCH_MS = 5 * DAY_MS;

const cases = fc.record({
  zone: fc.constantFrom(...ZONES),
  expression: fc.constantFrom(...EXPRESSIONS),
  exclude: fc.uniqueArray(fc.constantFrom(...Object.keys(OPINIONS)), {
    minLength: 1,
    maxLength: 3,
  }),
  /** Often around the days on which clocks change. */
  startAt: fc.oneof(
    fc.integer({ min: 0, max: 800 }).map((day) => START + day * DAY_MS),
    fc.constantFrom(
      Date.UTC(2027, 2, 26),
      Date.UTC(2027, 9, 29),
      Date.UTC(2026, 8, 4),
      Date.UTC(2027, 2, 12),
    ),
  ),
});

describe('whatever is excluded', () => {
  test('a bounded schedule fires where the unrestricted one does and the clock shows no excluded time', () => {
    fc.assert(
      fc.property(cases, ({ zone, expression, exclude, startAt }) => {
        const plain = scheduleOf({ cron: expression, zone });
        const bounded = scheduleOf({ cron: expression, zone, exclude });
        const until = startAt + STRETCH_MS;
        const inStretch = (schedule: Schedule) =>
          nextFireTimes(schedule, startAt, 500, 0).filter((at) => at <= until);
        const expected = inStretch(plain).filter((at) => {
          const wall = new Date(readClock(zone, at));
          return !exclude.some((text) => OPINIONS[text]!(wall));
        });
        expect(inStretch(bounded)).toEqual(expected);
        expect(lastFireTime(bounded, until, startAt + 1, 0)).toBe(expected.at(-1) ?? null);
        expect(countFireTimes(bounded, startAt, until, 1_000, 0)).toBe(expected.length);
      }),
      { numRuns: 300 },
    );
  });

  test('an instant is either fired or told to be excluded, and never both', () => {
    fc.assert(
      fc.property(cases, ({ zone, expression, exclude, startAt }) => {
        const schedule = scheduleOf({ cron: expression, zone, exclude });
        const plain = scheduleOf({ cron: expression, zone });
        const until = startAt + STRETCH_MS;
        const excluded = excludedFireTimes(schedule, startAt, until, 1_000, 0);
        const fires = nextFireTimes(schedule, startAt, 500, 0);
        for (const at of nextFireTimes(plain, startAt, 500, 0).filter((time) => time <= until)) {
          const isExcluded = excluded.some((left) => left.at <= at && at <= left.throughAt);
          expect(isExcluded).toBe(!fires.includes(at));
        }
      }),
      { numRuns: 200 },
    );
  });
});
