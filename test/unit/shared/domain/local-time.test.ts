import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  formatLocalTime,
  formatLocalTimeWithOffset,
  resolveLocalTime,
} from '#shared/domain/local-time.ts';
import { Refusal } from '#shared/domain/refusal.ts';

const ZONES = ['Europe/Berlin', 'America/Santiago', 'Australia/Lord_Howe', 'Africa/Monrovia'];

function resolve(local: string, zone = 'Europe/Berlin', fold?: 'first' | 'second'): string {
  try {
    const at = resolveLocalTime({ local, zone, ...(fold === undefined ? {} : { fold }) });
    return new Date(at).toISOString();
  } catch (error) {
    if (error instanceof Refusal && error.code === 'invalid_input') return error.message;
    throw error;
  }
}

describe('a local time is read', () => {
  test.each([
    ['2027-06-01T02:30', '2027-06-01T00:30:00.000Z'],
    ['2027-01-01 02:30', '2027-01-01T01:30:00.000Z'],
    ['2027-06-01T02:30:15', '2027-06-01T00:30:15.000Z'],
    ['2027-06-01T02:30:15.25', '2027-06-01T00:30:15.250Z'],
    [' 2027-06-01t02:30 ', '2027-06-01T00:30:00.000Z'],
    ['2028-02-29T12:00', '2028-02-29T11:00:00.000Z'],
  ])('%s', (local, instant) => {
    expect(resolve(local)).toBe(instant);
  });

  test.each([
    ['2027-06-01T02:30Z', '2027-06-01T02:30:00.000Z'],
    ['2027-06-01 02:30+05:45', '2027-05-31T20:45:00.000Z'],
    ['2027-03-28T02:30-03:00', '2027-03-28T05:30:00.000Z'],
    ['2027-10-31T02:30+01:00', '2027-10-31T01:30:00.000Z'],
    ['1970-01-01T00:00-00:44:30', '1970-01-01T00:44:30.000Z'],
  ])('an offset of its own is taken as it is: %s', (local, instant) => {
    expect(resolve(local)).toBe(instant);
  });
});

describe('a local time is refused with one sentence', () => {
  test.each([
    '',
    'tomorrow',
    '2027-03-28',
    '28.03.2027 02:30',
    '2027-3-28T2:30',
    '2027-03-28T02:30 CET',
  ])('malformed: "%s"', (local) => {
    expect(resolve(local)).toBe(
      `${JSON.stringify(local)} is not a local time: write it like 2027-03-28T02:30`,
    );
  });

  test.each(['2027-02-29T12:00', '2027-13-01T12:00', '2027-01-01T24:00', '2027-01-01T12:60'])(
    'not in the calendar: %s',
    (local) => {
      expect(resolve(local)).toBe(`"${local}" is no date and time of the calendar`);
    },
  );

  test('an unknown zone', () => {
    expect(resolve('2027-01-01T12:00', 'Europe/Berln')).toContain('such as Europe/Berlin');
  });

  test('an offset of a day or more', () => {
    expect(resolve('2027-01-01T12:00+24:00')).toContain('has an offset of a day or more');
  });
});

describe('a time that the clock skips is refused with two that exist', () => {
  test.each([
    ['Europe/Berlin', '2027-03-28T02:30', '2027-03-28T01:30', '2027-03-28T03:30'],
    ['Europe/Berlin', '2027-03-28T02:00', '2027-03-28T01:00', '2027-03-28T03:00'],
    ['Australia/Lord_Howe', '2026-10-04T02:15', '2026-10-04T01:45', '2026-10-04T02:45'],
    ['America/Santiago', '2026-09-06T00:00', '2026-09-05T23:00', '2026-09-06T01:00'],
    ['Pacific/Apia', '2011-12-30T12:00', '2011-12-29T12:00', '2011-12-31T12:00'],
  ])('%s, %s', (zone, local, earlier, later) => {
    const sentence = resolve(local, zone);
    expect(sentence).toContain(`${local} does not exist in ${zone}`);
    expect(sentence).toContain(`write ${earlier} or ${later}`);
    expect(resolve(earlier, zone)).toMatch(/Z$/);
    expect(resolve(later, zone)).toMatch(/Z$/);
  });

  test('the sentence says what the clock does', () => {
    expect(resolve('2027-03-28T02:30')).toContain(
      'clocks go from 2027-03-28T02:00 to 2027-03-28T03:00',
    );
  });

  test('the times just before and at the end of the gap exist', () => {
    expect(resolve('2027-03-28T01:59:59')).toBe('2027-03-28T00:59:59.000Z');
    expect(resolve('2027-03-28T03:00')).toBe('2027-03-28T01:00:00.000Z');
  });
});

describe('a time that happens twice', () => {
  test('is refused with both, and pasting either one works', () => {
    expect(resolve('2027-10-31T02:30')).toBe(
      '2027-10-31T02:30 happens twice in Europe/Berlin: write 2027-10-31T02:30+02:00 or 2027-10-31T02:30+01:00',
    );
    expect(resolve('2027-10-31T02:30+02:00')).toBe('2027-10-31T00:30:00.000Z');
    expect(resolve('2027-10-31T02:30+01:00')).toBe('2027-10-31T01:30:00.000Z');
  });

  test('is resolved when it is said which one is meant', () => {
    expect(resolve('2027-10-31T02:30', 'Europe/Berlin', 'first')).toBe('2027-10-31T00:30:00.000Z');
    expect(resolve('2027-10-31T02:30', 'Europe/Berlin', 'second')).toBe('2027-10-31T01:30:00.000Z');
  });

  test('begins with the first repeated second and ends before the first one after', () => {
    expect(resolve('2027-10-31T01:59:59')).toBe('2027-10-30T23:59:59.000Z');
    expect(resolve('2027-10-31T02:00')).toContain('happens twice');
    expect(resolve('2027-10-31T02:59:59')).toContain('happens twice');
    expect(resolve('2027-10-31T03:00')).toBe('2027-10-31T02:00:00.000Z');
  });
});

describe('an instant is written as the clock shows it', () => {
  test.each([
    ['Europe/Berlin', '2027-03-28T01:00:00.000Z', '2027-03-28T03:00', '+02:00'],
    ['UTC', '2027-03-28T01:00:05.000Z', '2027-03-28T01:00:05', '+00:00'],
    ['Asia/Kathmandu', '2027-03-28T01:00:00.250Z', '2027-03-28T06:45:00.250', '+05:45'],
    ['Africa/Monrovia', '1970-01-01T00:00:00.000Z', '1969-12-31T23:15:30', '-00:44:30'],
  ])('%s, %s', (zone, instant, local, offset) => {
    expect(formatLocalTime(Date.parse(instant), zone)).toBe(local);
    expect(formatLocalTimeWithOffset(Date.parse(instant), zone)).toBe(local + offset);
  });

  test('with its offset it is read back as the same instant', () => {
    const instants = fc.integer({ min: -1_000_000_000_000, max: 3_000_000_000_000 });
    fc.assert(
      fc.property(instants, fc.constantFrom(...ZONES), (at, zone) => {
        const local = formatLocalTimeWithOffset(at, zone);
        expect(resolveLocalTime({ local, zone })).toBe(at);
      }),
    );
  });

  test('without its offset it is read back as the same instant, or is one of two', () => {
    const instants = fc.integer({ min: -1_000_000_000_000, max: 3_000_000_000_000 });
    fc.assert(
      fc.property(instants, fc.constantFrom(...ZONES), (at, zone) => {
        const local = formatLocalTime(at, zone);
        const both = (['first', 'second'] as const).map((fold) =>
          resolveLocalTime({ local, zone, fold }),
        );
        expect(both).toContain(at);
      }),
    );
  });
});
