import { expect, test } from 'vitest';
import type { Store } from '#engine/core/store.ts';
import type { TestClock } from '#test/support/test-clock.ts';
import { createTestClock } from '#test/support/test-clock.ts';
import { startTestEngine } from '#test/support/test-engine.ts';

const TRIGGERS = 10;

/** One on which each look takes a millisecond. */
function createSlowClock(): TestClock {
  const clock = createTestClock();
  let looks = 0;
  return { ...clock, monotonicNow: () => clock.monotonicNow() + looks++ };
}

/** Notes how many triggers each transaction has moved on. */
function countAdvances(store: Store, advances: number[]): Store {
  let count = 0;
  return {
    ...store,
    write(changes, now) {
      count += changes.filter(({ type }) => type === 'trigger_advanced').length;
      return store.write(changes, now);
    },
    transact(work) {
      count = 0;
      const result = store.transact(work);
      if (count > 0) advances.push(count);
      return result;
    },
  };
}

test('what is due at one instant and takes long to decide is on disk slice by slice', async () => {
  const advances: number[] = [];
  const engine = await startTestEngine({
    clock: createSlowClock(),
    wrapStore: (store) => countAdvances(store, advances),
  });
  const triggers = [{ cron: '0 10 * * *', zone: 'UTC' }];
  await engine.apply(
    ...Array.from({ length: TRIGGERS }, (_item, index) => ({
      ...{ name: `job-${index}`, method: 'GET', target: 'builtin:noop', triggers },
    })),
  );
  await engine.clock.advance(3_600_000);
  expect(advances.reduce((sum, count) => sum + count, 0)).toBe(TRIGGERS);
  expect(advances.length).toBeGreaterThan(1);
  expect(engine.executor.attempts).toHaveLength(TRIGGERS);
  engine.kill();
});
