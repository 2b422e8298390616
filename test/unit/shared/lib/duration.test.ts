import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatDuration, parseDuration } from '#shared/lib/duration.ts';

test.each([
  ['10s', 10_000],
  ['5m', 300_000],
  ['2h', 7_200_000],
  ['1h 30m', 5_400_000],
  ['250ms', 250],
  ['14d', 1_209_600_000],
  ['1.5h', 5_400_000],
] as const)('%s is %i milliseconds', (text, ms) => {
  expect(parseDuration(text)).toBe(ms);
});

test.each(['', '10', 'ten minutes', '5 x', '-5m', '5m later'])('%j is no duration', (text) => {
  expect(parseDuration(text)).toBeNull();
});

test('what is written is read back as the same duration', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10_000_000_000 }), (ms) => {
      expect(parseDuration(formatDuration(ms))).toBe(ms);
    }),
  );
});
