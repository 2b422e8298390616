import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  countFireTimes,
  lastFireTime,
  nextFireTime,
  nextFireTimes,
} from '#shared/domain/next-fire-times.ts';
import { FOLD_RULES, GAP_RULES } from '#shared/domain/trigger.ts';
import type { CronSchedule, Schedule } from '#shared/domain/trigger.ts';

const DAY_MS = 86_400_000;
const YEAR_MS = 366 * DAY_MS;
/** Of no account for cron. */
const CREATED_AT = Date.UTC(2026, 0, 1);

function cron(expression: string, zone: string, rules: Partial<CronSchedule> = {}): CronSchedule {
  return { kind: 'cron', expression, zone, gap: 'next_valid', fold: 'first', ...rules };
}

/** The fire times in (from, to], as text. */
function firesBetween(schedule: Schedule, from: string, to: string): readonly string[] {
  const [fromAt, toAt] = [Date.parse(from), Date.parse(to)];
  return nextFireTimes(schedule, fromAt, 100, CREATED_AT)
    .filter((at) => at <= toAt)
    .map((at) => new Date(at).toISOString().replace(':00.000Z', 'Z'));
}

/** The fire times of a cron schedule on one local day, give or take: from noon the day before until noon. */
function firesOn(day: string, schedule: CronSchedule): readonly string[] {
  const noon = Date.parse(`${day}T12:00Z`);
  return firesBetween(
    schedule,
    new Date(noon - DAY_MS).toISOString(),
    new Date(noon).toISOString(),
  );
}

describe('the table of changes to and from summer time', () => {
  test('`30 2 * * *` in Berlin on 28 March 2027 fires once, at 01:00Z', () => {
    expect(firesOn('2027-03-28', cron('30 2 * * *', 'Europe/Berlin'))).toEqual([
      '2027-03-28T01:00Z',
    ]);
  });

  test('`30 2 * * *` in Berlin on 31 October 2027 fires once, at 00:30Z', () => {
    expect(firesOn('2027-10-31', cron('30 2 * * *', 'Europe/Berlin'))).toEqual([
      '2027-10-31T00:30Z',
    ]);
  });

  test('`*/30 * * * *` in Berlin on 31 October 2027 fires every half hour of real time', () => {
    const schedule = cron('*/30 * * * *', 'Europe/Berlin');
    expect(firesBetween(schedule, '2027-10-31T00:10Z', '2027-10-31T02:10Z')).toEqual([
      '2027-10-31T00:30Z',
      '2027-10-31T01:00Z',
      '2027-10-31T01:30Z',
      '2027-10-31T02:00Z',
    ]);
  });

  test('`0 0 * * *` in Santiago on 6 September 2026, where midnight is skipped, fires once, at 04:00Z', () => {
    expect(firesOn('2026-09-06', cron('0 0 * * *', 'America/Santiago'))).toEqual([
      '2026-09-06T04:00Z',
    ]);
  });

  test('`0,30 2 * * *` in Berlin on 28 March 2027 is one run, at 01:00Z', () => {
    expect(firesOn('2027-03-28', cron('0,30 2 * * *', 'Europe/Berlin'))).toEqual([
      '2027-03-28T01:00Z',
    ]);
  });
});

describe('local times that the clock skips', () => {
  const day = '2027-03-28';

  test('next_valid: happen at the first instant after the gap', () => {
    const schedule = cron('30 2 * * *', 'Europe/Berlin', { gap: 'next_valid' });
    expect(firesOn(day, schedule)).toEqual(['2027-03-28T01:00Z']);
  });

  test('shift: happen later by the length of the gap', () => {
    const schedule = cron('30 2 * * *', 'Europe/Berlin', { gap: 'shift' });
    expect(firesOn(day, schedule)).toEqual(['2027-03-28T01:30Z']);
  });

  test('skip: do not happen', () => {
    const schedule = cron('30 2 * * *', 'Europe/Berlin', { gap: 'skip' });
    expect(firesOn(day, schedule)).toEqual([]);
  });

  test('next_valid: one that the clock does show at that instant is the same run', () => {
    const schedule = cron('0,30 2-3 * * *', 'Europe/Berlin');
    expect(firesOn(day, schedule)).toEqual(['2027-03-28T01:00Z', '2027-03-28T01:30Z']);
  });

  test('shift: those that land on one that the clock does show are the same run, the others are between', () => {
    const schedule = cron('0,15 2,3 * * *', 'Europe/Berlin', { gap: 'shift' });
    expect(firesOn(day, schedule)).toEqual(['2027-03-28T01:00Z', '2027-03-28T01:15Z']);
    const between = cron('10,40 2,3 * * *', 'Europe/Berlin', { gap: 'shift' });
    expect(firesOn(day, between)).toEqual(['2027-03-28T01:10Z', '2027-03-28T01:40Z']);
  });

  test('shift: a search that starts within the shifted times finds the rest of them', () => {
    const schedule = cron('0,20,40 2 * * *', 'Europe/Berlin', { gap: 'shift' });
    expect(firesBetween(schedule, '2027-03-28T01:20Z', '2027-03-28T06:00Z')).toEqual([
      '2027-03-28T01:40Z',
    ]);
  });

  test('the last minute before the gap and the first one after it are themselves', () => {
    expect(firesOn(day, cron('59 1 * * *', 'Europe/Berlin'))).toEqual(['2027-03-28T00:59Z']);
    expect(firesOn(day, cron('0 3 * * *', 'Europe/Berlin', { gap: 'skip' }))).toEqual([
      '2027-03-28T01:00Z',
    ]);
  });

  test.each([
    ['next_valid', ['2026-10-03T15:30Z']],
    ['shift', ['2026-10-03T15:45Z']],
    ['skip', []],
  ] as const)('Lord Howe, whose clock changes by half an hour, %s', (gap, expected) => {
    const schedule = cron('15 2 * * *', 'Australia/Lord_Howe', { gap });
    expect(firesBetween(schedule, '2026-10-03T03:00Z', '2026-10-04T03:00Z')).toEqual(expected);
  });

  test.each([
    ['next_valid', ['2011-12-29T22:00Z', '2011-12-30T10:00Z', '2011-12-30T22:00Z']],
    ['shift', ['2011-12-29T22:00Z', '2011-12-30T22:00Z']],
    ['skip', ['2011-12-29T22:00Z', '2011-12-30T22:00Z']],
  ] as const)('Apia, which skipped 30 December 2011 as a whole, %s', (gap, expected) => {
    const schedule = cron('0 12 * * *', 'Pacific/Apia', { gap });
    expect(firesBetween(schedule, '2011-12-29T00:00Z', '2011-12-31T00:00Z')).toEqual(expected);
  });

  test('an expression for that day alone fires when it would have been over', () => {
    const schedule = cron('0 12 30 12 *', 'Pacific/Apia');
    expect(firesBetween(schedule, '2011-12-01T00:00Z', '2012-06-01T00:00Z')).toEqual([
      '2011-12-30T10:00Z',
    ]);
  });
});

describe('local times that the clock repeats', () => {
  const day = '2027-10-31';

  test.each([
    ['first', ['2027-10-31T00:30Z']],
    ['second', ['2027-10-31T01:30Z']],
    ['both', ['2027-10-31T00:30Z', '2027-10-31T01:30Z']],
  ] as const)('%s', (fold, expected) => {
    expect(firesOn(day, cron('30 2 * * *', 'Europe/Berlin', { fold }))).toEqual(expected);
  });

  test.each([
    ['first', ['2027-10-31T00:00Z', '2027-10-31T00:30Z', '2027-10-31T02:00Z']],
    ['second', ['2027-10-31T01:00Z', '2027-10-31T01:30Z', '2027-10-31T02:00Z']],
  ] as const)('%s: the hour after them is not repeated', (fold, expected) => {
    const schedule = cron('0,30 2,3 * * *', 'Europe/Berlin', { fold });
    expect(firesOn(day, schedule).slice(0, 3)).toEqual(expected);
  });

  test.each([
    ['first', ['2026-04-04T14:45Z']],
    ['second', ['2026-04-04T15:15Z']],
    ['both', ['2026-04-04T14:45Z', '2026-04-04T15:15Z']],
  ] as const)('Lord Howe, whose clock changes by half an hour, %s', (fold, expected) => {
    const schedule = cron('45 1 * * *', 'Australia/Lord_Howe', { fold });
    expect(firesBetween(schedule, '2026-04-04T03:00Z', '2026-04-05T03:00Z')).toEqual(expected);
  });

  test('a day that begins twice is fired for once', () => {
    const schedule = cron('0 0 * * *', 'America/Havana');
    expect(firesOn('2026-11-01', schedule)).toEqual(['2026-11-01T04:00Z']);
  });
});

describe('an hour field with * follows real time', () => {
  test.each(GAP_RULES)('a skipped local time is nobody’s, whatever the gap rule: %s', (gap) => {
    const schedule = cron('30 */2 * * *', 'Europe/Berlin', { gap });
    expect(firesBetween(schedule, '2027-03-27T22:00Z', '2027-03-28T04:00Z')).toEqual([
      '2027-03-27T23:30Z',
      '2027-03-28T02:30Z',
    ]);
  });

  test.each(FOLD_RULES)(
    'both of a repeated local time fire, whatever the fold rule: %s',
    (fold) => {
      const schedule = cron('30 */2 * * *', 'Europe/Berlin', { fold });
      expect(firesBetween(schedule, '2027-10-30T22:00Z', '2027-10-31T04:00Z')).toEqual([
        '2027-10-30T22:30Z',
        '2027-10-31T00:30Z',
        '2027-10-31T01:30Z',
        '2027-10-31T03:30Z',
      ]);
    },
  );

  test('a list of all hours is a fixed hour and follows the wall clock', () => {
    const schedule = cron('30 0-23 * * *', 'Europe/Berlin');
    expect(firesBetween(schedule, '2027-10-31T00:00Z', '2027-10-31T03:00Z')).toEqual([
      '2027-10-31T00:30Z',
      '2027-10-31T02:30Z',
    ]);
  });
});

describe('what cron expressions mean', () => {
  test('both day fields set: either of them is enough', () => {
    const schedule = cron('0 0 13 * FRI', 'UTC');
    expect(firesBetween(schedule, '2027-08-01T00:00Z', '2027-08-21T00:00Z')).toEqual([
      '2027-08-06T00:00Z',
      '2027-08-13T00:00Z',
      '2027-08-20T00:00Z',
    ]);
  });

  test('six fields have seconds first', () => {
    expect(nextFireTime(cron('*/20 * * * * *', 'UTC'), 1_000, 0)).toBe(20_000);
  });

  test('29 February is found eight years ahead', () => {
    const schedule = cron('0 0 29 2 *', 'Europe/Berlin');
    expect(firesBetween(schedule, '2096-03-01T00:00Z', '2105-01-01T00:00Z')).toEqual([
      '2104-02-28T23:00Z',
    ]);
  });

  test('clocks that are off by seconds fire at their own full minute', () => {
    const schedule = cron('0 12 * * *', 'Africa/Monrovia');
    expect(nextFireTime(schedule, Date.UTC(1971, 0, 1), 0)).toBe(Date.UTC(1971, 0, 1, 12, 44, 30));
  });

  test('what always falls into a gap that is skipped never fires, and is told so soon', () => {
    const schedule = cron('30 2 * 3 7L', 'Europe/Berlin', { gap: 'skip' });
    expect(nextFireTime(schedule, CREATED_AT, CREATED_AT)).toBeNull();
    expect(lastFireTime(schedule, CREATED_AT, CREATED_AT - 20 * YEAR_MS, CREATED_AT)).toBeNull();
    expect(countFireTimes(schedule, CREATED_AT, CREATED_AT + YEAR_MS, 10, CREATED_AT)).toBe(0);
  });

  test.each([NaN, Infinity, 8.64e15])('there is nothing after %s', (afterAt) => {
    expect(nextFireTime(cron('* * * * *', 'Europe/Berlin'), afterAt, 0)).toBeNull();
  });

  test('a search from before 1900 begins in 1900', () => {
    expect(nextFireTime(cron('0 0 * * *', 'UTC'), -Infinity, 0)).toBe(Date.UTC(1900, 0, 1));
    expect(lastFireTime(cron('0 0 1 1 *', 'UTC'), 1, -Infinity, 0)).toBe(0);
  });
});

describe('intervals', () => {
  const everySixHours: Schedule = { kind: 'interval', everyMs: 6 * 3_600_000, anchorAt: null };

  test('fire at every multiple from when the trigger was created, which itself has passed', () => {
    const createdAt = Date.UTC(2027, 2, 27, 23);
    expect(
      nextFireTimes(everySixHours, createdAt, 3, createdAt).map(
        (at) => (at - createdAt) / 3_600_000,
      ),
    ).toEqual([6, 12, 18]);
  });

  test('an anchor of its own counts instead, and nothing fires before it', () => {
    const anchorAt = Date.UTC(2027, 0, 1);
    const schedule = { ...everySixHours, anchorAt };
    expect(nextFireTime(schedule, CREATED_AT, CREATED_AT)).toBe(anchorAt);
    expect(lastFireTime(schedule, anchorAt - 1, -Infinity, CREATED_AT)).toBeNull();
    expect(countFireTimes(schedule, CREATED_AT, anchorAt, 100, CREATED_AT)).toBe(1);
  });

  test('the last one and the count of a long gap are found at once', () => {
    const everyMs: Schedule = { kind: 'interval', everyMs: 1, anchorAt: 0 };
    expect(lastFireTime(everyMs, 1e12, 0, 0)).toBe(1e12);
    expect(countFireTimes(everyMs, 0, 1e12, 5e11, 0)).toBe(5e11);
    expect(countFireTimes(everyMs, 10, 30, 100, 0)).toBe(20);
  });
});

describe('a single instant', () => {
  const instantAt = Date.UTC(2027, 0, 1);
  const at: Schedule = { kind: 'at', local: '2027-01-01T00:00', zone: 'UTC', instantAt };

  test('fires once, before and not after it', () => {
    expect(nextFireTimes(at, instantAt - 1, 5, CREATED_AT)).toEqual([instantAt]);
    expect(nextFireTimes(at, instantAt, 5, CREATED_AT)).toEqual([]);
  });

  test('is the last fire time from then on, unless that is too long ago', () => {
    expect(lastFireTime(at, instantAt, instantAt, CREATED_AT)).toBe(instantAt);
    expect(lastFireTime(at, instantAt - 1, 0, CREATED_AT)).toBeNull();
    expect(lastFireTime(at, instantAt + 2, instantAt + 1, CREATED_AT)).toBeNull();
  });
});

describe('for every schedule', () => {
  const anyCron = fc
    .record({
      expression: fc.constantFrom(
        '30 2 * * *',
        '*/7 * * * *',
        '0,30 0-3 * * *',
        '15 */3 * * *',
        '0 0 1 * *',
        '0 0 L * *',
        '30 1 15W * *',
        '45 2 * * 0L',
        '0 0 13 * 5',
        '0 0 29 2 *',
        '10 30 2 * * *',
      ),
      zone: fc.constantFrom(
        'Europe/Berlin',
        'America/Santiago',
        'Australia/Lord_Howe',
        'Africa/Casablanca',
        'Pacific/Apia',
        'UTC',
      ),
      gap: fc.constantFrom(...GAP_RULES),
      fold: fc.constantFrom(...FOLD_RULES),
    })
    .map((fields): Schedule => ({ kind: 'cron', ...fields }));
  const anyInterval = fc
    .record({
      everyMs: fc.integer({ min: 1, max: 40 * DAY_MS }),
      anchorAt: fc.option(fc.integer({ min: 0, max: 2_000_000_000_000 })),
    })
    .map((fields): Schedule => ({ kind: 'interval', ...fields }));
  const anySchedule = fc.oneof({ weight: 4, arbitrary: anyCron }, anyInterval);
  const anyInstant = fc.integer({ min: Date.UTC(2005, 0, 1), max: Date.UTC(2035, 0, 1) });

  test('fire times ascend and are strictly after the instant asked for', () => {
    fc.assert(
      fc.property(anySchedule, anyInstant, (schedule, afterAt) => {
        const times = nextFireTimes(schedule, afterAt, 12, CREATED_AT);
        expect(times).toHaveLength(12);
        [afterAt, ...times].reduce((before, at) => {
          expect(at).toBeGreaterThan(before);
          return at;
        });
      }),
    );
  });

  test('asking again from any instant in between gives the same fire times', () => {
    fc.assert(
      fc.property(
        anySchedule,
        anyInstant,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (schedule, afterAt, part) => {
          const [first, second] = nextFireTimes(schedule, afterAt, 2, CREATED_AT) as [
            number,
            number,
          ];
          const between = first + Math.floor((second - first - 1) * part);
          expect(nextFireTime(schedule, between, CREATED_AT)).toBe(second);
        },
      ),
    );
  });

  test('the last fire time up to an instant is the newest of those that were next', () => {
    fc.assert(
      fc.property(
        anySchedule,
        anyInstant,
        fc.integer({ min: 0, max: DAY_MS }),
        (schedule, afterAt, waitMs) => {
          const times = nextFireTimes(schedule, afterAt, 12, CREATED_AT);
          const upToAt = times.at(-2)! + Math.min(waitMs, times.at(-1)! - times.at(-2)! - 1);
          expect(lastFireTime(schedule, upToAt, afterAt + 1, CREATED_AT)).toBe(times.at(-2));
        },
      ),
    );
  });

  test('next after last is beyond the instant, and there is no last where next comes later', () => {
    fc.assert(
      fc.property(anySchedule, anyInstant, (schedule, at) => {
        const last = lastFireTime(schedule, at, at - 10 * YEAR_MS, CREATED_AT);
        const next = nextFireTime(schedule, at, CREATED_AT);
        if (last !== null) {
          expect(last).toBeLessThanOrEqual(at);
          expect(nextFireTime(schedule, last, CREATED_AT)).toBe(next);
          expect(lastFireTime(schedule, at, last, CREATED_AT)).toBe(last);
          expect(lastFireTime(schedule, at, last + 1, CREATED_AT)).toBeNull();
        }
        expect(lastFireTime(schedule, next! - 1, at + 1, CREATED_AT)).toBeNull();
      }),
    );
  });

  test('the count of a range is the number of fire times in it, up to the limit', () => {
    fc.assert(
      fc.property(anySchedule, anyInstant, fc.nat(30), (schedule, afterAt, limit) => {
        const times = nextFireTimes(schedule, afterAt, 20, CREATED_AT);
        const count = countFireTimes(schedule, afterAt, times.at(-1)!, limit, CREATED_AT);
        expect(count).toBe(Math.min(limit, 20));
        expect(countFireTimes(schedule, afterAt, times[0]! - 1, limit, CREATED_AT)).toBe(0);
      }),
    );
  });
});
