import { expect, test } from 'vitest';
import type { RetryPolicy } from '#shared/domain/retry-policy.ts';
import { defaultRetryPolicy, plannedDelayMs } from '#shared/domain/retry-policy.ts';

/** The delays after the first six attempts, in seconds. */
function delaysOf(policy: Partial<RetryPolicy>): readonly number[] {
  const whole = { ...defaultRetryPolicy('GET'), ...policy };
  return [1, 2, 3, 4, 5, 6].map((number) => plannedDelayMs(whole, number) / 1_000);
}

test('an exponential delay grows by its factor up to the longest', () => {
  expect(delaysOf({ factor: 3, maxDelayMs: 300_000 })).toEqual([10, 30, 90, 270, 300, 300]);
});

test('a fixed delay stays as it is', () => {
  expect(delaysOf({ backoff: 'fixed' })).toEqual([10, 10, 10, 10, 10, 10]);
});

test('of a list each delay is taken in turn, the last one again and again', () => {
  const delaysMs = [5_000, 60_000, 900_000];
  expect(delaysOf({ backoff: 'list', delaysMs })).toEqual([5, 60, 900, 900, 900, 900]);
});
