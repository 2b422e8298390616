import { expect, test } from 'vitest';
import { parseUntil } from '#shared/domain/parse-until.ts';

const NOON = Date.UTC(2026, 10, 25, 11);
const BERLIN = 'Europe/Berlin';

test('18:00 means the next one by the clocks of the zone', () => {
  expect(parseUntil('18:00', BERLIN, NOON)).toBe(Date.UTC(2026, 10, 25, 17));
  expect(parseUntil('9:30', BERLIN, NOON)).toBe(Date.UTC(2026, 10, 26, 8, 30));
  expect(parseUntil('12:00', BERLIN, NOON)).toBe(Date.UTC(2026, 10, 26, 11));
});

test('a duration counts from now, and a date stands for itself', () => {
  expect(parseUntil('2h 30m', BERLIN, NOON)).toBe(NOON + 9_000_000);
  expect(parseUntil('2026-12-24T08:00', BERLIN, NOON)).toBe(Date.UTC(2026, 11, 24, 7));
});

test.each([
  ['2026-11-01T08:00', '"2026-11-01T08:00" has passed in Europe/Berlin: name a later time'],
  ['0s', '"0s" has passed in Europe/Berlin: name a later time'],
  ['tonight', '"tonight" is no time: write 18:00, 2h, or 2027-03-28T02:30'],
  ['25:00', '"25:00" is no time: write 18:00, 2h, or 2027-03-28T02:30'],
])('%s is refused', (text, sentence) => {
  expect(() => parseUntil(text, BERLIN, NOON)).toThrow(sentence);
});
