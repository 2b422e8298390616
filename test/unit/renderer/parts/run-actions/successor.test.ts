import { describe, expect, test } from 'vitest';
import type { Run } from '#shared/contract/run-schema.ts';
import { primaryActionOf } from '#renderer/parts/run-actions/primary-action.ts';
import {
  mayHaveSuccessor,
  successorOf,
  successorWords,
} from '#renderer/parts/run-actions/successor.ts';

function aRun(state: Run['state'], more: Partial<Run> = {}): Run {
  const facts = { id: 'k7fq-1', state, method: 'GET', attempts: [], endedAt: null };
  return { ...(facts as unknown as Run), ...more };
}

const refused = aRun('failed', { attempts: [{ failureClass: 'http:422' }] as never });

describe('the run that was made in the place of another', () => {
  test('is the one that succeeded, else the newest', () => {
    const [wrong, right] = [aRun('failed', { id: 'k7fq-2' }), aRun('succeeded', { id: 'k7fq-3' })];
    expect(successorOf([right, wrong])).toBe(right);
    expect(successorOf([wrong, aRun('running', { id: 'k7fq-4' })])?.id).toBe('k7fq-4');
    expect(successorOf([])).toBeNull();
  });

  test('is asked for only where something went wrong', () => {
    expect(mayHaveSuccessor(aRun('failed'))).toBe(true);
    expect(mayHaveSuccessor(aRun('unknown'))).toBe(true);
    expect(mayHaveSuccessor(aRun('succeeded'))).toBe(false);
    expect(mayHaveSuccessor(aRun('running'))).toBe(false);
  });

  test('has set right a failure once it has succeeded, and says when', () => {
    expect(successorWords(aRun('failed'), aRun('succeeded', { endedAt: 7 }))).toEqual({
      ...{ lead: 'Set right by', state: 'which succeeded', at: 7 },
    });
  });

  test('sets nothing right while it runs, nor where nothing was wrong', () => {
    expect(successorWords(aRun('failed'), aRun('running'))).toMatchObject({
      ...{ lead: 'Retriggered as', state: 'which is running' },
    });
    expect(successorWords(aRun('cancelled'), aRun('succeeded')).lead).toBe('Retriggered as');
  });
});

describe('the one dark button of a run', () => {
  test('retries what has failed', () => {
    expect(primaryActionOf(aRun('failed'), null)).toBe('retry');
  });

  test('does not repeat what was refused', () => {
    expect(primaryActionOf(refused, null)).toBe('edit');
  });

  test('leads on to the run that was made in its place', () => {
    expect(primaryActionOf(aRun('failed'), aRun('succeeded'))).toBe('open_successor');
    expect(primaryActionOf(refused, aRun('failed'))).toBe('open_successor');
  });

  test('asks first what only a person can decide', () => {
    expect(primaryActionOf(aRun('unknown'), aRun('succeeded'))).toBe('resolve');
    expect(primaryActionOf(aRun('held'), null)).toBe('release');
  });
});
