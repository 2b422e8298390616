import { expect, test } from 'vitest';
import { aPost } from '#test/support/raw-jobs.ts';
import { failedWith, SUCCEEDED } from '#test/support/scripted-executor.ts';
import { startTestEngine } from '#test/support/test-engine.ts';

test('a run that ended while no engine watched ended when its keeper saw it end', async () => {
  const engine = await startTestEngine();
  await engine.apply(aPost('pay'));
  const { id } = await engine.trigger('pay');
  const startedAt = engine.clock.wallNow();
  await engine.clock.advance(60_000);
  engine.attemptOf({ id }).end({ ...SUCCEEDED, endedAt: startedAt + 20_000 });
  const run = await engine.run(id);
  expect(run).toMatchObject({ state: 'succeeded', endedAt: startedAt + 20_000 });
  expect(run.attempts).toMatchObject([{ endedAt: startedAt + 20_000 }]);
});

test('the delay before the next attempt counts from that end', async () => {
  const engine = await startTestEngine();
  const retry = { initialDelay: '5m', jitter: 'none', backoff: 'fixed' };
  await engine.apply(aPost('pay', { retry }));
  const { id } = await engine.trigger('pay');
  const startedAt = engine.clock.wallNow();
  await engine.clock.advance(60_000);
  engine.attemptOf({ id }).end({ ...failedWith('exit:1'), endedAt: startedAt + 20_000 });
  expect(await engine.run(id)).toMatchObject({
    state: 'retry_wait',
    nextAttemptAt: startedAt + 320_000,
  });
});

test('an end that is told for before the start or for later than now is not believed', async () => {
  const engine = await startTestEngine();
  await engine.apply(aPost('pay', { overlap: 'allow' }));
  const [early, late] = [
    await engine.trigger('pay', { n: 1 }),
    await engine.trigger('pay', { n: 2 }),
  ];
  const startedAt = engine.clock.wallNow();
  await engine.clock.advance(60_000);
  engine.attemptOf(early).end({ ...SUCCEEDED, endedAt: startedAt - 1 });
  engine.attemptOf(late).end({ ...SUCCEEDED, endedAt: startedAt + 90_000 });
  expect((await engine.run(early.id)).endedAt).toBe(startedAt);
  expect((await engine.run(late.id)).endedAt).toBe(startedAt + 60_000);
});
