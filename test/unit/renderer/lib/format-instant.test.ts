import { expect, test } from 'vitest';
import {
  formatExactInstant,
  formatInstant,
  formatLongDay,
  nameZone,
} from '#renderer/lib/format-instant.ts';

const at = Date.UTC(2026, 10, 24, 6, 46, 32, 114);

test('an instant of today is a clock time, another has its day', () => {
  expect(formatInstant(at, 'Europe/Berlin', at + 3_600_000)).toBe('07:46:32');
  expect(formatInstant(at, 'Europe/Berlin', at + 86_400_000)).toBe('Tue 24 Nov 07:46:32');
});

test('what is today depends on the zone that is shown', () => {
  const late = Date.UTC(2026, 10, 24, 23, 30);
  expect(formatInstant(late, 'UTC', late + 3_600_000)).toBe('Tue 24 Nov 23:30:00');
  expect(formatInstant(late, 'Europe/Berlin', late + 3_600_000)).toBe('00:30:00');
});

test('midnight is hour zero', () => {
  expect(formatInstant(Date.UTC(2026, 0, 1), 'UTC', Date.UTC(2026, 0, 1))).toBe('00:00:00');
});

test('the exact instant names year, milliseconds and zone', () => {
  expect(formatExactInstant(at, 'Europe/Berlin')).toMatch(
    /^Tue 24 Nov 2026 07:46:32\.114 (CET|GMT\+1)$/,
  );
});

test('a zone is named with what its clocks show, and once where both are the same', () => {
  expect(nameZone(at, 'UTC')).toBe('UTC');
  expect(nameZone(at, 'Europe/Berlin')).toMatch(/^Europe\/Berlin \((CET|GMT\+1)\)$/);
});

test('a day is written out', () => {
  expect(formatLongDay(at, 'Europe/Berlin')).toBe('Tuesday 24 November 2026');
});
