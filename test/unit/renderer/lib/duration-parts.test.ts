import { expect, test } from 'vitest';
import { formatDurationText, formatRoughDuration } from '#renderer/lib/duration-parts.ts';

test.each([
  [0, '0 ms'],
  [850, '850 ms'],
  [999.6, '999 ms'],
  [1_800, '1.8 s'],
  [9_990, '9.9 s'],
  [59_999, '59 s'],
  [60_000, '1 min'],
  [1_512_000, '25 min 12 s'],
  [6_540_000, '1 h 49 min'],
  [86_400_000, '1 d'],
  [273_600_000, '3 d 4 h'],
  [-5, '0 ms'],
])('%d ms is written %s, never as a whole unit that has not passed', (ms, text) => {
  expect(formatDurationText(ms)).toBe(text);
});

test.each([
  [400, '0 s'],
  [9_990, '9 s'],
  [2_460_000, '41 min'],
  [6_540_000, '1 h'],
  [273_600_000, '3 d'],
])('%d ms ago is roughly %s', (ms, text) => {
  expect(formatRoughDuration(ms)).toBe(text);
});
