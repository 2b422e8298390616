import { expect, test } from 'vitest';
import {
  assertAttemptTransition,
  ATTEMPT_STATES,
  ATTEMPT_TRANSITIONS,
  isFinalAttempt,
} from '#shared/domain/attempt-state-table.ts';

test('an ended attempt never changes again', () => {
  for (const state of ATTEMPT_STATES.filter(isFinalAttempt)) {
    expect(ATTEMPT_TRANSITIONS[state]).toEqual([]);
    expect(() => assertAttemptTransition(state, 'running')).toThrow('no transition of an attempt');
  }
});

test('an attempt starts, runs and may be asked to end', () => {
  assertAttemptTransition('starting', 'running');
  assertAttemptTransition('running', 'cancelling');
  assertAttemptTransition('cancelling', 'cancelled');
});

test('an attempt that is being ended may still succeed or fail by itself', () => {
  assertAttemptTransition('cancelling', 'succeeded');
  assertAttemptTransition('cancelling', 'failed');
});

test('an attempt never goes back to starting', () => {
  for (const state of ATTEMPT_STATES) {
    expect(ATTEMPT_TRANSITIONS[state]).not.toContain('starting');
  }
});
