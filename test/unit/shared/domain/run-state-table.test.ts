import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { RunEvent, RunState } from '#shared/domain/run-state-table.ts';
import {
  assertTransition,
  isAllowedTransition,
  isEndedRun,
  isFinalRun,
  RUN_STATES,
  RUN_TRANSITIONS,
} from '#shared/domain/run-state-table.ts';

const EVENTS = [...new Set(RUN_TRANSITIONS.map(({ event }) => event))];

test('a run goes from scheduled over ready and running to succeeded', () => {
  const life: readonly [RunState | null, RunEvent, RunState][] = [
    [null, 'created', 'scheduled'],
    ['scheduled', 'due', 'ready'],
    ['ready', 'claimed', 'running'],
    ['running', 'succeeded', 'succeeded'],
  ];
  for (const step of life) expect(isAllowedTransition(...step)).toBe(true);
});

test('a succeeded run and a superseded run never change again', () => {
  for (const from of ['succeeded', 'superseded'] as const) {
    for (const event of EVENTS) {
      for (const to of RUN_STATES) expect(isAllowedTransition(from, event, to)).toBe(false);
    }
  }
});

test('failed, cancelled and expired runs change only by a retry', () => {
  for (const from of ['failed', 'cancelled', 'expired'] as const) {
    const ways = RUN_TRANSITIONS.filter((transition) => transition.from === from);
    expect(ways).toEqual([{ from, event: 'retried', to: ['ready'] }]);
  }
});

test('an unknown run leaves its state only by a person, or by expiring', () => {
  const events = RUN_TRANSITIONS.filter(({ from }) => from === 'unknown').map(({ event }) => event);
  expect(events.sort()).toEqual(['cancelled', 'expired', 'held', 'resolved']);
});

test('a running run is never held and never expires', () => {
  expect(isAllowedTransition('running', 'held', 'held')).toBe(false);
  expect(isAllowedTransition('running', 'expired', 'expired')).toBe(false);
});

test('only a ready run is claimed', () => {
  const from = RUN_STATES.filter((state) => isAllowedTransition(state, 'claimed', 'running'));
  expect(from).toEqual(['ready']);
});

test('an event that the table does not list for a state is an error, never a silent no-op', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(null, ...RUN_STATES),
      fc.constantFrom(...EVENTS),
      fc.constantFrom(...RUN_STATES),
      (from, event, to) => {
        const isListed = RUN_TRANSITIONS.some(
          (transition) =>
            transition.from === from && transition.event === event && transition.to.includes(to),
        );
        if (isListed) assertTransition(from, event, to);
        else expect(() => assertTransition(from, event, to)).toThrow('no transition of a run');
      },
    ),
  );
});

test('every state can be reached from a new run', () => {
  const reached = new Set<RunState | null>([null]);
  for (let round = 0; round < RUN_STATES.length; round++) {
    for (const { from, to } of RUN_TRANSITIONS) {
      if (reached.has(from)) for (const state of to) reached.add(state);
    }
  }
  expect(RUN_STATES.filter((state) => !reached.has(state))).toEqual([]);
});

test('ended means final, or waiting for a person', () => {
  expect(RUN_STATES.filter(isFinalRun)).toEqual([
    'succeeded',
    'failed',
    'cancelled',
    'expired',
    'superseded',
  ]);
  expect(RUN_STATES.filter((state) => isEndedRun(state) && !isFinalRun(state))).toEqual([
    'held',
    'unknown',
  ]);
});
