import { expect, test } from 'vitest';
import { firstRunWarning } from '#renderer/parts/run-actions/first-run-warning.ts';

const post = { id: 'k7fq-1', method: 'POST' } as const;

test.each(['scheduled', 'waiting', 'ready', 'retry_wait', 'held'] as const)(
  'a POST made from one that is %s says that the first is performed too',
  (state) => {
    const warning = firstRunWarning({ ...post, state });
    expect(warning?.title).toBe('Run k7fq-1 is still to be performed.');
    expect(warning?.text).toContain('cancel the first');
  },
);

test('a POST made from one that runs says that the first is being performed', () => {
  expect(firstRunWarning({ ...post, state: 'running' })?.title).toBe('Run k7fq-1 performs it now.');
});

test('a POST that has succeeded, or of which nobody knows it, warns of a second time', () => {
  expect(firstRunWarning({ ...post, state: 'succeeded' })?.title).toContain('already succeeded');
  expect(firstRunWarning({ ...post, state: 'unknown' })?.text).toContain('a second time');
});

test('a POST that has failed, and anything that only reads, needs no warning', () => {
  expect(firstRunWarning({ ...post, state: 'failed' })).toBeNull();
  expect(firstRunWarning({ ...post, method: 'GET', state: 'running' })).toBeNull();
});
