import { afterEach, beforeEach, expect, it } from 'vitest';
import { startTestEngine } from '#test/support/test-engine.ts';
import type { TestEngine } from '#test/support/test-engine.ts';

const A_DAY_MS = 86_400_000;
const A_MINUTE_MS = 60_000;

let engine: TestEngine;
beforeEach(async () => {
  engine = await startTestEngine();
});
afterEach(() => engine.stop());

/** As many remembered commands as that, made now. */
function remember(count: number, name: string): void {
  const { store, clock } = engine;
  store.transact(() => {
    for (let i = 0; i < count; i++)
      store.rememberAnswer(
        { id: `${name}-${i}`, operation: 'runs.trigger' },
        null,
        clock.wallNow(),
      );
  });
}

const isRemembered = (commandId: string) => engine.store.read.findAnswer(commandId) !== null;

it('forgets a busy day of commands within the minute, however many they were', async () => {
  remember(3_500, 'old');
  engine.clock.jumpWall(A_DAY_MS);
  remember(1, 'new');
  await engine.clock.advance(A_MINUTE_MS + 1_000);
  expect(['old-0', 'old-999', 'old-1000', 'old-3499'].filter(isRemembered)).toEqual([]);
  expect(isRemembered('new-0')).toBe(true);
});

it('comes again every minute afterwards', async () => {
  remember(1, 'old');
  await engine.clock.advance(A_MINUTE_MS + 1_000);
  expect(isRemembered('old-0')).toBe(true);
  engine.clock.jumpWall(A_DAY_MS);
  await engine.clock.advance(A_MINUTE_MS);
  expect(isRemembered('old-0')).toBe(false);
});
