import fc from 'fast-check';
import { expect, test } from 'vitest';
import { jitterOf } from '#shared/domain/jitter.ts';

const MINUTE_MS = 60_000;

test('the jitter of an instant is within its bounds, and the same whenever it is asked for', () => {
  fc.assert(
    fc.property(
      fc.string(),
      fc.integer({ min: 0, max: 4e12 }),
      fc.integer({ min: 0, max: 86_400_000 }),
      (name, at, most) => {
        const jitterMs = jitterOf(name, at, most);
        expect(jitterMs).toBeGreaterThanOrEqual(0);
        expect(jitterMs).toBeLessThanOrEqual(most);
        expect(jitterOf(name, at, most)).toBe(jitterMs);
      },
    ),
  );
});

test('neighbouring instants and alike machines are spread over the whole of it', () => {
  const delays = Array.from({ length: 1_000 }, (_, index) =>
    jitterOf(`k7${index % 10} report daily`, index * MINUTE_MS, 10 * MINUTE_MS - 1),
  );
  const perMinute = Map.groupBy(delays, (delay) => Math.floor(delay / MINUTE_MS));
  expect(perMinute.size).toBe(10);
  for (const { length } of perMinute.values()) expect(length).toBeGreaterThan(60);
});
