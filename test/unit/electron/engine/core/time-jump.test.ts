import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ClockComparison } from '#engine/core/time-jump.ts';
import { findTimeJumps } from '#engine/core/time-jump.ts';

const BEFORE = { wallAt: 1_800_000_000_000, monotonicMs: 500, uptimeMs: 90_000 };
const HOUR_MS = 3_600_000;

/** A second passes, and besides it what is told. */
function after(change: {
  readonly sleptMs?: number;
  readonly setMs?: number;
  readonly lateByMs?: number;
  readonly isResumed?: boolean;
}): ClockComparison {
  const { sleptMs = 0, setMs = 0, lateByMs = 0, isResumed = false } = change;
  const passedMs = 1_000 + lateByMs;
  return {
    before: BEFORE,
    after: {
      wallAt: BEFORE.wallAt + passedMs + sleptMs + setMs,
      monotonicMs: BEFORE.monotonicMs + passedMs,
      uptimeMs: BEFORE.uptimeMs + passedMs + sleptMs,
    },
    ...{ lateByMs, isResumed },
  };
}

const found = (comparison: ClockComparison) =>
  findTimeJumps(comparison).map(({ cause, fromAt, toAt }) => `${cause} ${toAt - fromAt}`);

test('clocks that go on together have not jumped, and neither have those that are put right by a little', () => {
  expect(found(after({}))).toEqual([]);
  expect(found(after({ setMs: 1_900 }))).toEqual([]);
  expect(found(after({ setMs: -1_900, lateByMs: 14_000 }))).toEqual([]);
});

test('time that only the uptime knows of was slept', () => {
  expect(found(after({ sleptMs: 8 * HOUR_MS }))).toEqual([`slept ${8 * HOUR_MS}`]);
});

test('time that all clocks know of, and in which nothing ran, was slept if the system says so', () => {
  expect(found(after({ lateByMs: HOUR_MS }))).toEqual([`stood_still ${HOUR_MS}`]);
  expect(found(after({ lateByMs: HOUR_MS, isResumed: true }))).toEqual([`slept ${HOUR_MS}`]);
});

test('instants are whole milliseconds, although monotonic time is not', () => {
  const fractional = fc.double({ min: 0, max: 48 * HOUR_MS, noNaN: true });
  fc.assert(
    fc.property(fractional, fractional, fc.boolean(), (sleptMs, lateByMs, isResumed) => {
      const { before, after: late } = after({ sleptMs, lateByMs, isResumed });
      const wallAt = Math.round(late.wallAt);
      const jumps = findTimeJumps({ before, after: { ...late, wallAt }, lateByMs, isResumed });
      for (const { fromAt, toAt } of jumps) {
        expect([fromAt, toAt].every(Number.isInteger)).toBe(true);
      }
    }),
  );
});

test('a resume that no clock has noticed is a sleep of no length', () => {
  expect(found(after({ isResumed: true }))).toEqual(['slept 0']);
});

test('wall time that neither slept nor passed was set', () => {
  expect(found(after({ setMs: HOUR_MS }))).toEqual([`set_forward ${HOUR_MS}`]);
  expect(found(after({ setMs: -HOUR_MS }))).toEqual([`set_back ${-HOUR_MS}`]);
});

test('a clock that is put right after a sleep is told apart from the sleep', () => {
  expect(found(after({ sleptMs: HOUR_MS, setMs: -60_000 }))).toEqual([
    `slept ${HOUR_MS}`,
    'set_back -60000',
  ]);
});

test('however time went, what is told of it accounts for the whole difference but for what is too little to notice', () => {
  const ms = fc.integer({ min: 0, max: 48 * HOUR_MS });
  const setMs = fc.integer({ min: -48 * HOUR_MS, max: 48 * HOUR_MS });
  fc.assert(
    fc.property(ms, setMs, ms, (sleptMs, set, lateByMs) => {
      const jumps = findTimeJumps(after({ sleptMs, setMs: set, lateByMs }));
      const told = jumps
        .filter(({ cause }) => cause !== 'stood_still')
        .reduce((sum, { fromAt, toAt }) => {
          return sum + toAt - fromAt;
        }, 0);
      const unheard = jumps.some(({ cause }) => cause === 'slept') && sleptMs < lateByMs;
      expect(Math.abs(sleptMs + set - told) <= 4_000 || unheard).toBe(true);
    }),
  );
});
