import type { Run } from '#shared/contract/run-schema.ts';
import type { RunEvent, RunState } from '#shared/domain/run-state-table.ts';
import { RUN_STATES, isAllowedTransition, isFinalRun } from '#shared/domain/run-state-table.ts';

/*
 * What can be asked of a run in its state, by the same table that the engine decides by. The engine has the last
 * word: it also knows what the table does not, and its refusal is shown as it is.
 */

function allows(state: RunState, event: RunEvent): boolean {
  return RUN_STATES.some((to) => isAllowedTransition(state, event, to));
}

/** `null` if it can be retried, else why not. */
export function refusalOfRetry({ state, method, attempts }: Run): string | null {
  if (state === 'unknown') return 'Its outcome is unknown: say what happened first.';
  if (state === 'held') return 'It is held: release it.';
  if (state === 'succeeded') return 'It has succeeded: retrigger it to do it again.';
  if (!allows(state, 'retried')) return 'It has not failed.';
  const hasLost = attempts.some((attempt) => attempt.state === 'lost');
  if (method === 'POST' && hasLost) {
    return 'Nobody knows what its lost attempt did: retrigger it if it should be done again.';
  }
  return null;
}

export function refusalOfCancel({ state }: Run): string | null {
  return isFinalRun(state) ? 'It is over.' : null;
}

export function refusalOfHold({ state }: Run): string | null {
  return allows(state, 'held') ? null : 'Only a run that waits can be held.';
}

export function refusalOfRelease({ state }: Run): string | null {
  return state === 'held' ? null : 'It is not held.';
}

export function refusalOfResolve({ state }: Run): string | null {
  return state === 'unknown' ? null : 'Its outcome is known.';
}
