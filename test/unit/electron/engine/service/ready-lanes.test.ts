import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Gate } from '#engine/core/gates.ts';
import type { LiveRun } from '#engine/core/live-run.ts';
import { compareReady } from '#engine/core/ready-order.ts';
import { createReadyLanes } from '#engine/service/ready-lanes.ts';
import { aRevision, aRun } from '#test/support/a-run.ts';
import { START_AT } from '#test/support/test-clock.ts';

const BUSY: Gate = {
  name: 'key_busy',
  key: 'db',
  dependencies: [],
  blockers: [],
  limit: null,
  until: null,
  pause: null,
};
const PAUSED: Gate = {
  name: 'job_paused',
  key: null,
  dependencies: [],
  blockers: [],
  limit: null,
  until: null,
  pause: null,
};

function aJobsRun(key: number, jobKey: number, more: Partial<LiveRun> = {}): LiveRun {
  return aRun(key, { revision: aRevision({ overlap: 'allow' }, { jobKey }), ...more });
}

/** Lanes over a set of runs that a test can take runs out of. */
function lanesOf(...runs: readonly LiveRun[]) {
  const ready = new Set(runs);
  const lanes = createReadyLanes((run) => ready.has(run));
  for (const run of runs) lanes.add(run, START_AT);
  return { lanes, ready };
}

test('runs come out by priority, ready time and age, across all jobs', () => {
  const run = fc.record({
    jobKey: fc.integer({ min: 1, max: 5 }),
    priority: fc.integer({ min: -2, max: 2 }),
    readyAt: fc.integer({ min: START_AT, max: START_AT + 3_600_000 }),
  });
  fc.assert(
    fc.property(fc.array(run, { maxLength: 40 }), (facts) => {
      const runs = facts.map(({ jobKey, ...more }, index) => aJobsRun(index + 1, jobKey, more));
      const { lanes } = lanesOf(...runs);
      const order: LiveRun[] = [];
      for (let next = lanes.first(); next !== null; next = lanes.first()) {
        lanes.take(next);
        order.push(next);
      }
      expect(order).toEqual(runs.toSorted(compareReady));
    }),
  );
});

test('a parked lane hides all of its runs and none of the others', () => {
  const [a1, a2, b1] = [aJobsRun(1, 1), aJobsRun(2, 1), aJobsRun(3, 2)];
  const { lanes } = lanesOf(a1, a2, b1);
  lanes.park(a1, PAUSED, START_AT);
  expect(lanes.first()).toBe(b1);
  lanes.take(b1);
  expect(lanes.first()).toBeNull();
  lanes.wakeJob(1, START_AT);
  expect(lanes.first()).toBe(a1);
});

test('a lane that waits for a key is woken by that key and no other', () => {
  const run = aJobsRun(1, 1, { keys: [{ key: 'db', limit: 1, template: 'db' }] });
  const { lanes } = lanesOf(run);
  lanes.park(run, BUSY, START_AT);
  lanes.wakeKey('mail', START_AT);
  lanes.wakeJob(1, START_AT);
  expect(lanes.first()).toBeNull();
  lanes.wakeKey('db', START_AT);
  expect(lanes.first()).toBe(run);
});

test('a run that joins a parked lane waits with it', () => {
  const [first, second] = [aJobsRun(1, 1), aJobsRun(2, 1)];
  const { lanes, ready } = lanesOf(first);
  lanes.park(first, PAUSED, START_AT);
  ready.add(second);
  lanes.add(second, START_AT);
  expect(lanes.first()).toBeNull();
});

test('a run that is no longer ready is passed over', () => {
  const [first, second] = [aJobsRun(1, 1), aJobsRun(2, 1)];
  const { lanes, ready } = lanesOf(first, second);
  expect(lanes.first()).toBe(first);
  ready.delete(first);
  expect(lanes.first()).toBe(second);
});

test('an urgent run overtakes those that wait in its own lane', () => {
  const [calm, urgent] = [aJobsRun(1, 1), aJobsRun(2, 1, { priority: 5 })];
  const { lanes, ready } = lanesOf(calm);
  expect(lanes.first()).toBe(calm);
  ready.add(urgent);
  lanes.add(urgent, START_AT);
  expect(lanes.first()).toBe(urgent);
  lanes.take(urgent);
  expect(lanes.first()).toBe(calm);
});

test('time behind a gate and time for want of a worker are told apart', () => {
  const run = aJobsRun(1, 1, { keys: [{ key: 'db', limit: 1, template: 'db' }] });
  const { lanes } = lanesOf(run);
  lanes.park(run, BUSY, START_AT + 1_000);
  lanes.wakeKey('db', START_AT + 9_000);
  expect(lanes.waitsOf(run, START_AT + 12_000)).toEqual({ key_busy: 8_000, no_worker: 4_000 });
});

test('time before this engine ran is not blamed on a lack of workers', () => {
  const run = aJobsRun(1, 1);
  const { lanes, ready } = lanesOf();
  ready.add(run);
  lanes.add(run, START_AT + 7_000);
  lanes.park(run, PAUSED, START_AT + 7_000);
  lanes.wakeJob(1, START_AT + 10_000);
  expect(lanes.waitsOf(run, START_AT + 10_000)).toEqual({
    job_paused: 3_000,
    engine_draining: 7_000,
  });
});

test('a run that joins late is not blamed for what its lane waited before', () => {
  const [first, second] = [aJobsRun(1, 1), aJobsRun(2, 1, { readyAt: START_AT + 8_000 })];
  const { lanes, ready } = lanesOf(first);
  lanes.park(first, PAUSED, START_AT);
  ready.add(second);
  lanes.add(second, START_AT + 8_000);
  lanes.wakeJob(1, START_AT + 10_000);
  expect(lanes.waitsOf(second, START_AT + 10_000)).toEqual({ job_paused: 2_000 });
  expect(lanes.waitsOf(first, START_AT + 10_000)).toEqual({ job_paused: 10_000 });
});

test('a run that others were merged into keeps its place and what it has waited', () => {
  const [first, second] = [aJobsRun(1, 1), aJobsRun(2, 1, { readyAt: START_AT + 8_000 })];
  const { lanes, ready } = lanesOf(first);
  lanes.park(first, PAUSED, START_AT);
  ready.add(second);
  lanes.add(second, START_AT + 8_000);
  const merged = replaceIn(ready, second, { ...second, coalescedCount: 1 });
  lanes.add(merged, START_AT + 9_000);
  lanes.wakeJob(1, START_AT + 10_000);
  lanes.take(first);
  expect(lanes.first()).toBe(merged);
  expect(lanes.waitsOf(merged, START_AT + 10_000)).toEqual({ job_paused: 2_000 });
  lanes.take(merged);
  expect(lanes.first()).toBeNull();
});

test('a run that was held and released waits anew', () => {
  const run = aJobsRun(1, 1);
  const { lanes, ready } = lanesOf(run);
  lanes.park(run, PAUSED, START_AT);
  const released = replaceIn(ready, run, { ...run, readyAt: START_AT + 6_000 });
  lanes.add(released, START_AT + 6_000);
  lanes.wakeJob(1, START_AT + 10_000);
  expect(lanes.first()).toBe(released);
  expect(lanes.waitsOf(released, START_AT + 10_000)).toEqual({ job_paused: 4_000 });
});

test('the position of a run counts every run before it that may start, also of its own lane', () => {
  const runs = [1, 2, 3].map((key) => aJobsRun(key, 1));
  const [other, parked, last] = [aJobsRun(4, 2), aJobsRun(5, 3), aJobsRun(6, 1)];
  const { lanes, ready } = lanesOf(...runs, other, parked, last);
  lanes.park(parked, PAUSED, START_AT);
  expect(lanes.position(last)).toBe(4);
  ready.delete(runs[1]!);
  expect(lanes.position(last)).toBe(3);
});

function replaceIn(ready: Set<LiveRun>, before: LiveRun, after: LiveRun): LiveRun {
  ready.delete(before);
  ready.add(after);
  return after;
}
