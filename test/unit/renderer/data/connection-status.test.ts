import { beforeEach, expect, test } from 'vitest';
import { noteAnswer, useConnection } from '#renderer/data/connection-status.ts';

beforeEach(() => useConnection.setState(useConnection.getInitialState()));

test('a lost instance counts as lost no longer once anything was read from it', () => {
  useConnection.setState({ state: 'lost', trueAt: 1_000 });
  noteAnswer();
  expect(useConnection.getState()).toMatchObject({ state: 'connecting', trueAt: 1_000 });
});

test.each(['live', 'refused'] as const)('what was read changes nothing while it is %s', (state) => {
  useConnection.setState({ state });
  noteAnswer();
  expect(useConnection.getState().state).toBe(state);
});
