import { expect, test } from 'vitest';
import { binWidth } from '#engine/core/bin-width.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 1_440 * MINUTE_MS;

test('bins are as narrow as they can be told apart', () => {
  expect(binWidth(60 * MINUTE_MS, 60)).toBe(MINUTE_MS);
  expect(binWidth(61 * MINUTE_MS, 60)).toBe(2 * MINUTE_MS);
  expect(binWidth(DAY_MS, 300)).toBe(5 * MINUTE_MS);
  expect(binWidth(90 * DAY_MS, 300)).toBe(DAY_MS / 2);
  expect(binWidth(400 * DAY_MS, 1)).toBe(7 * DAY_MS);
});
