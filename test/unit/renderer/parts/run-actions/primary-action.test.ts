import { expect, test } from 'vitest';
import { primaryActionOf } from '#renderer/parts/run-actions/primary-action.ts';
import { aRunView } from '#test/support/a-run-view.ts';

test.each(['scheduled', 'waiting', 'ready', 'running'] as const)(
  'no button of a run that is %s is dark: to make another one is not what is wanted',
  (state) => {
    expect(primaryActionOf(aRunView({ state }), null)).toBeNull();
  },
);

test.each([
  ['succeeded', 'edit'],
  ['failed', 'retry'],
  ['retry_wait', 'retry'],
  ['held', 'release'],
  ['unknown', 'resolve'],
] as const)('of a run that is %s the dark button is %s', (state, action) => {
  expect(primaryActionOf(aRunView({ state }), null)).toBe(action);
});
