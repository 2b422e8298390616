import { expect, test } from 'vitest';
import type { RunState } from '#shared/domain/run-state-table.ts';
import type { RunEnding } from '#engine/core/job-summary.ts';
import { summarizeEndings } from '#engine/core/job-summary.ts';

const ended = (number: number, state: RunState, durationMs: number | null): RunEnding => ({
  ...{ run: `k7fq-${number}`, state, endedAt: 1_000_000 },
  startedAt: durationMs === null ? null : 1_000_000 - durationMs,
});

/** Newest first, as a reader yields them. */
const newestFirst = (count: number, make: (number: number) => RunEnding) =>
  Array.from({ length: count }, (_, index) => make(count - index));

test('of a job without runs nothing is told', () => {
  expect(summarizeEndings([])).toEqual({
    ...{ outcomes: [], medianMs: null, p95Ms: null, succeededCount: 0, settledCount: 0 },
  });
});

test('the newest twenty are shown, the oldest of them first', () => {
  const { outcomes } = summarizeEndings(newestFirst(25, (n) => ended(n, 'cancelled', null)));
  expect(outcomes.map(({ run }) => run)).toEqual(
    Array.from({ length: 20 }, (_, index) => `k7fq-${index + 6}`),
  );
  expect(outcomes[0]).toMatchObject({ state: 'cancelled', durationMs: null });
});

test('only what succeeded or failed is weighed, and only what succeeded is timed', () => {
  const endings = [
    ...[ended(5, 'failed', 9_000), ended(4, 'succeeded', 300), ended(3, 'superseded', null)],
    ...[ended(2, 'succeeded', 100), ended(1, 'succeeded', 200)],
  ];
  expect(summarizeEndings(endings)).toMatchObject({
    ...{ medianMs: 200, p95Ms: 300, succeededCount: 3, settledCount: 4 },
  });
});

test('a hundred of each are enough, and no more are read', () => {
  let readCount = 0;
  function* endings() {
    for (const ending of newestFirst(500, (n) => ended(n, 'succeeded', n))) {
      readCount += 1;
      yield ending;
    }
  }
  expect(summarizeEndings(endings())).toMatchObject({
    ...{ medianMs: 450, p95Ms: 495, succeededCount: 100, settledCount: 100 },
  });
  expect(readCount).toBe(100);
});

test('failures before the newest hundred that settled do not weigh, while older successes are timed', () => {
  const failures = newestFirst(100, (n) => ended(100 + n, 'failed', 1));
  const successes = newestFirst(10, (n) => ended(n, 'succeeded', 70));
  expect(summarizeEndings([...failures, ...successes])).toMatchObject({
    ...{ medianMs: 70, succeededCount: 0, settledCount: 100 },
  });
});
