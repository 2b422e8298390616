import { expect, test } from 'vitest';
import type { Schedule } from '#shared/domain/trigger.ts';
import { forecastFires } from '#engine/core/forecast-fires.ts';
import { START_AT } from '#test/support/test-clock.ts';

const every = (everyMs: number): Schedule => ({ kind: 'interval', everyMs, anchorAt: 0 });
const aTrigger = (key: string, schedule: Schedule, nextAt: number) => ({
  ...{ key, schedule, createdAt: 0, nextAt },
});
const told = (fires: ReturnType<typeof forecastFires<ReturnType<typeof aTrigger>>>) =>
  fires.map(({ at, trigger }) => [at, trigger.key]);

test('a forecast tells every fire that can be told apart, in the order in which they come', () => {
  const triggers = [aTrigger('slow', every(25), 25), aTrigger('fast', every(10), 10)];
  expect(told(forecastFires(triggers, 30, 10))).toEqual([
    ...[[10, 'fast'] as const, [20, 'fast'] as const],
    ...[[25, 'slow'] as const, [30, 'fast'] as const],
  ]);
});

test('of fires that are closer together only the first is told, and a rare trigger loses none', () => {
  const triggers = [aTrigger('fast', every(10), 10), aTrigger('slow', every(40), 40)];
  expect(told(forecastFires(triggers, 90, 35))).toEqual([
    ...[[10, 'fast'] as const, [40, 'slow'] as const],
    ...[[50, 'fast'] as const, [80, 'slow'] as const, [90, 'fast'] as const],
  ]);
});

test('a trigger that fires once is told once, and one that fires later is not', () => {
  const at = (instantAt: number): Schedule => ({ kind: 'at', local: '', zone: 'UTC', instantAt });
  const triggers = [
    aTrigger('once', at(START_AT), START_AT),
    aTrigger('later', at(START_AT + 2), START_AT + 2),
  ];
  expect(told(forecastFires(triggers, START_AT + 1, 0))).toEqual([[START_AT, 'once']]);
});
