import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeTemporaryFolder } from '#test/support/nightdesk-process.ts';
import { aPost } from '#test/support/raw-jobs.ts';
import { createTestClock } from '#test/support/test-clock.ts';
import { startTestEngine } from '#test/support/test-engine.ts';

const HOUR = 3_600_000;

let folder: ReturnType<typeof makeTemporaryFolder>;
beforeEach(() => {
  folder = makeTemporaryFolder();
});
afterEach(() => folder.remove());

/** An engine ran, was killed and is three hours gone; the next one is given a job file with another schedule. */
async function comeBackWithAnotherSchedule(overlap: 'allow' | 'skip') {
  const clock = createTestClock();
  const file = path.join(folder.path, 'nightdesk.db');
  const job = (interval: string) =>
    aPost('pay', {
      target: 'exec:pay',
      overlap,
      triggers: [{ name: 'tick', interval, misfire: 'run_once' }],
    });
  const before = await startTestEngine({ file, clock });
  await before.apply(job('1h'));
  await before.trigger('pay');
  before.kill();
  clock.jumpWall(3 * HOUR);
  const definitions = [job('30m')];
  const engine = await startTestEngine({
    ...{ file, clock },
    prepare: (client) =>
      client.jobs.apply({ commandId: randomUUID(), definitions, defaultZone: 'UTC' }),
  });
  await engine.settle();
  return engine;
}

test('an engine that is not started yet starts nothing, and then each attempt once', async () => {
  const engine = await comeBackWithAnotherSchedule('allow');
  expect(
    engine.executor.attempts.map(({ request, isResumed }) => [request.runId, isResumed]),
  ).toEqual((await engine.runs()).map(({ id, origin }) => [id, origin === 'manual']));
  expect(engine.executor.attempts).toHaveLength(2);
});

test('what came due before a job file changed it meets the runs that an earlier engine left', async () => {
  const engine = await comeBackWithAnotherSchedule('skip');
  const [left, ...others] = await engine.runs();
  expect(others).toEqual([]);
  expect((await engine.occurrences('pay')).at(-1)).toMatchObject({
    disposition: 'skipped',
    reason: 'overlap',
    run: left?.id,
  });
});
