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

const attempt = (number: number, state: string) => ({ number, state, startedAt: 0 });

test.each(['starting', 'running', 'cancelling'])(
  'an attempt that is %s has not failed',
  (attemptState) => {
    const attempts = [attempt(1, attemptState)];
    const run = { state: 'running', attempts, attemptCount: 1, maxAttempts: 3 } as unknown as Run;
    expect(verdictOf(run, HOUR, write, null).detail).toBe('');
  },
);

test('of the attempts before, those that ended badly are counted', () => {
  const attempts = [attempt(1, 'timed_out'), attempt(2, 'failed'), attempt(3, 'starting')];
  const run = { state: 'running', attempts, attemptCount: 3, maxAttempts: 5 } as unknown as Run;
  expect(verdictOf(run, HOUR, write, null).detail).toBe('2 attempts failed.');
});

test.each([
  ['it was cancelled, and has ended', ' at 01:00'],
  ['it was cancelled before its process was started', ' at 01:00: before its process was started'],
  [null, ' at 01:00'],
])('a cancelled run says so once, with the message %s', (message, expected) => {
  const run = { state: 'cancelled', attempts: [], endedAt: HOUR, message } as unknown as Run;
  expect(verdictOf(run, HOUR, write, null).rest).toBe(expected);
});
