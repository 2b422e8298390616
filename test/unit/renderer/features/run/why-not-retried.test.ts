import { expect, test } from 'vitest';
import type { Attempt, Run } from '#shared/contract/run-schema.ts';
import { whyNotRetried } from '#renderer/features/run/why-not-retried.ts';

function failedRun(failureClass: string, attemptCount: number, method: Run['method']): Run {
  const attempts = [{ failureClass } as Attempt];
  return { state: 'failed', method, attemptCount, maxAttempts: 3, attempts } as unknown as Run;
}

test('a refusal would only be refused again', () => {
  expect(whyNotRetried(failedRun('http:422', 1, 'POST'), null)).toBe(
    'HTTP 422 is a refusal; the same request would fail again.',
  );
});

test('attempts that are used up are counted', () => {
  expect(whyNotRetried(failedRun('exit:3', 3, 'GET'), null)).toBe('all 3 attempts are used.');
});

test('a POST that may have acted is performed once', () => {
  expect(whyNotRetried(failedRun('timeout', 1, 'POST'), null)).toMatch(/may have acted/);
});

test('a run that has not failed needs no reason', () => {
  const run = { ...failedRun('http:422', 1, 'POST'), state: 'succeeded' } as Run;
  expect(whyNotRetried(run, null)).toBeNull();
});
