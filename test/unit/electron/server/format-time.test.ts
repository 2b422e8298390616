import { expect, test } from 'vitest';
import { formatAge, formatInstant, formatMoment, formatSpan } from '#server/format-time.ts';

const NOW = Date.UTC(2027, 2, 28, 0, 30);
const HOUR_MS = 3_600_000;
const inBerlin = { zone: 'Europe/Berlin', now: () => NOW };

test.each([
  [HOUR_MS, '03:30:00 CEST (in 1h)'],
  [-90_000, '01:28:30 CET (1m 30s ago)'],
  [24 * HOUR_MS, '2027-03-29 02:30:00 CEST'],
  [-24 * HOUR_MS, '2027-03-27 01:30:00 CET'],
])('an instant %i ms away is %s in Berlin', (distanceMs, text) => {
  // The names of zones depend on the language data, as everywhere: en-GB knows these two.
  expect(formatInstant(NOW + distanceMs, inBerlin)).toBe(text);
});

test('an instant that is not there is a dash', () => {
  expect(formatInstant(null, inBerlin)).toBe('–');
});

test.each([
  [HOUR_MS, '03:30:00 (in 1h)'],
  [-90_000, '01:28:30 (1m 30s ago)'],
  [24 * HOUR_MS, '2027-03-29 02:30'],
])('in a table, an instant %i ms away is %s', (distanceMs, text) => {
  expect(formatMoment(NOW + distanceMs, inBerlin)).toBe(text);
});

test('an age of a day or more is a date', () => {
  expect(formatAge(NOW - 90_000, inBerlin)).toBe('1m 30s ago');
  expect(formatAge(NOW - 24 * HOUR_MS, inBerlin)).toBe('2027-03-27');
});

test.each([
  [0, '0ms'],
  [240, '240ms'],
  [4_280, '4.2s'],
  [42_900, '42s'],
  [60_000, '1m'],
  [185_000, '3m 5s'],
  [2 * HOUR_MS + 600_000, '2h 10m'],
  [99 * HOUR_MS, '4d 3h'],
])('%i ms are %s', (ms, text) => {
  expect(formatSpan(ms)).toBe(text);
});
