import { expect, test } from 'vitest';
import { aPost, command } from '#test/support/raw-jobs.ts';
import { startTestEngine } from '#test/support/test-engine.ts';

test('an engine that has stopped refuses what it is asked, and keeps nobody waiting', async () => {
  const engine = await startTestEngine();
  await engine.apply(aPost('pay'));
  await engine.stop();
  const trigger = () => engine.client.runs.trigger({ ...command(), job: 'pay' });
  await expect(trigger()).rejects.toMatchObject({
    code: 'UNAVAILABLE',
    message: 'the engine is stopping',
  });
});
