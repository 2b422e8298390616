import fc from 'fast-check';
import { expect, test } from 'vitest';
import { axisTicks } from '#renderer/lib/axis-ticks.ts';

const HOUR = 3_600_000;

test('labels stand at steps that a person would choose', () => {
  const from = Date.UTC(2026, 10, 24, 2, 36);
  const ticks = axisTicks(from, from + 5 * HOUR, 11);
  expect(ticks[0]).toBe(Date.UTC(2026, 10, 24, 3));
  expect((ticks[1] ?? 0) - (ticks[0] ?? 0)).toBe(HOUR / 2);
});

test('there are never more than there is room for, and none near an end', () => {
  const spans = fc.integer({ min: 1_000, max: 90 * 24 * HOUR });
  fc.assert(
    fc.property(spans, fc.integer({ min: 2, max: 20 }), (span, count) => {
      const from = Date.UTC(2026, 10, 24, 1, 2, 3);
      const ticks = axisTicks(from, from + span, count);
      expect(ticks.length).toBeLessThanOrEqual(Math.max(count, span / (168 * HOUR)) + 1);
      for (const at of ticks) {
        expect(at - from).toBeGreaterThanOrEqual(span / (count * 4) - 1);
        expect(from + span - at).toBeGreaterThanOrEqual(span / (count * 4) - 1);
      }
    }),
  );
});
