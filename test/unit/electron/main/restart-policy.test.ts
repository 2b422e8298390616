import { expect, test } from 'vitest';
import { nextRestartDelayMs } from '#main/restart-policy.ts';

const minutes = (count: number) => count * 60_000;

test('the wait doubles with each end in ten minutes, and after the fifth restart there is none', () => {
  const ends = [0, 1, 2, 3, 4, 5].map(minutes);
  const delays = ends.map((_, index) => nextRestartDelayMs(ends.slice(0, index + 1)));
  expect(delays).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, null]);
});

test('an end after ten quiet minutes counts as the first one', () => {
  expect(nextRestartDelayMs([0, 1, 2, 3, 4, 5, 20].map(minutes))).toBe(1_000);
});
