import { expect, test } from 'vitest';
import type { Schedule } from '#shared/domain/trigger.ts';
import { upcomingFires } from '#engine/core/upcoming-fires.ts';
import { START_AT } from '#test/support/test-clock.ts';

const every = (everyMs: number): Schedule => ({ kind: 'interval', everyMs, anchorAt: null });
const aTrigger = (key: string, schedule: Schedule, nextAt: number) => ({
  ...{ key, schedule, createdAt: 0, nextAt },
});
const told = (fires: ReturnType<typeof upcomingFires<ReturnType<typeof aTrigger>>>) =>
  fires.map(({ at, trigger }) => [at, trigger.key]);

test('the fires of several triggers are told in the order in which they come', () => {
  const triggers = [aTrigger('slow', every(25), 25), aTrigger('fast', every(10), 10)];
  expect(told(upcomingFires(triggers, 45, 100))).toEqual([
    ...[[10, 'fast'] as const, [20, 'fast'] as const, [25, 'slow'] as const],
    ...[[30, 'fast'] as const, [40, 'fast'] as const],
  ]);
});

test('of two at the same instant the one that was named first comes first', () => {
  const triggers = [aTrigger('first', every(10), 10), aTrigger('second', every(5), 10)];
  expect(told(upcomingFires(triggers, 10, 100))).toEqual([
    [10, 'first'],
    [10, 'second'],
  ]);
});

test('no more are told than are asked for, and none after the last instant', () => {
  const triggers = [aTrigger('fast', every(10), 10)];
  expect(told(upcomingFires(triggers, Infinity, 3)).map(([at]) => at)).toEqual([10, 20, 30]);
  expect(told(upcomingFires(triggers, 20, 100)).map(([at]) => at)).toEqual([10, 20]);
  expect(upcomingFires(triggers, 9, 100)).toEqual([]);
});

test('a trigger that fires once is told once', () => {
  const schedule: Schedule = { kind: 'at', local: '', zone: 'UTC', instantAt: START_AT };
  const triggers = [aTrigger('once', schedule, START_AT)];
  expect(told(upcomingFires(triggers, Infinity, 100))).toEqual([[START_AT, 'once']]);
});
