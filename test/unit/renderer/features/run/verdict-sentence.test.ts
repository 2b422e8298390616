import { expect, test } from 'vitest';
import type { Run } from '#shared/contract/run-schema.ts';
import { verdictOf } from '#renderer/features/run/verdict-sentence.ts';

const HOUR = 3_600_000;
const write = (at: number) => `0${at / HOUR}:00`;

function planned(nextAttemptAt: number): Run {
  return { state: 'scheduled', nextAttemptAt, dueAt: 0, attempts: [] } as unknown as Run;
}

test('a planned run says when it is due, and in how long', () => {
  const { word, rest } = verdictOf(planned(9 * HOUR), 3 * HOUR, write, null);
  expect(word + rest).toBe('Scheduled: due 09:00, in 6 h');
});

test('a planned run whose time has come promises nothing but that', () => {
  const { rest } = verdictOf(planned(3 * HOUR), 3 * HOUR, write, null);
  expect(rest).toBe(': due 03:00, and starts at any moment');
});
