import { expect, test } from 'vitest';
import { setAwakeTimer } from '#shared/lib/awake-timer.ts';
import { createTestClock } from '#test/support/test-clock.ts';

const HOUR_MS = 3_600_000;

function start(delayMs: number) {
  const clock = createTestClock();
  let count = 0;
  const timer = setAwakeTimer(clock, delayMs, () => (count += 1));
  return { clock, timer, count: () => count };
}

test.each([5, 10_000, 25_000])(
  'an awake timer fires once after %i ms, and not before',
  async (ms) => {
    const { clock, count } = start(ms);
    await clock.advance(ms - 1);
    expect(count()).toBe(0);
    await clock.advance(1);
    expect(count()).toBe(1);
    await clock.advance(HOUR_MS);
    expect(count()).toBe(1);
  },
);

test('time asleep does not count, where monotonic time goes on in it', async () => {
  const { clock, count } = start(60_000);
  await clock.advance(30_500);
  clock.standStill(8 * HOUR_MS);
  await clock.advance(29_000);
  expect(count()).toBe(0);
  await clock.advance(10_000);
  expect(count()).toBe(1);
});

test('time asleep does not count, where monotonic time stops', async () => {
  const { clock, count } = start(60_000);
  await clock.advance(30_000);
  clock.sleep(8 * HOUR_MS);
  await clock.advance(29_999);
  expect(count()).toBe(0);
  await clock.advance(1);
  expect(count()).toBe(1);
});

test('an awake timer can be called off in any of its steps', async () => {
  const { clock, timer, count } = start(60_000);
  await clock.advance(45_000);
  timer.cancel();
  await clock.advance(HOUR_MS);
  expect(count()).toBe(0);
});
