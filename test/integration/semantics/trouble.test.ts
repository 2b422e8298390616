import { expect, test } from 'vitest';
import type { Store } from '#engine/core/store.ts';
import { StorageFailure } from '#engine/core/store.ts';
import { aGet, aPost, command } from '#test/support/raw-jobs.ts';
import { startTestEngine } from '#test/support/test-engine.ts';

/** A store on a disk that can be taken away: nothing of it can be written or read then. */
function createFragileStore() {
  let isGone = false;
  const assertThere = () => {
    if (isGone) throw new StorageFailure('the data folder is gone');
  };
  const wrapStore = (store: Store): Store => ({
    ...store,
    read: {
      ...store.read,
      activeRuns() {
        assertThere();
        return store.read.activeRuns();
      },
      nextInstant() {
        assertThere();
        return store.read.nextInstant();
      },
    },
    transact: (work) =>
      store.transact(() => {
        const result = work();
        assertThere();
        return result;
      }),
  });
  return { wrapStore, takeAway: () => void (isGone = true), putBack: () => void (isGone = false) };
}

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

test('storage that cannot even be read is asked again until it can, and nothing that happened is lost', async () => {
  const disk = createFragileStore();
  const engine = await startTestEngine({ wrapStore: disk.wrapStore });
  await engine.apply(aPost('pay'));
  const run = await engine.trigger('pay');
  disk.takeAway();
  engine.attemptOf(run).end();
  await engine.clock.advance(3_000);
  expect((await engine.client.instance.describe()).degradedBecause).toBe('the data folder is gone');
  disk.putBack();
  await engine.clock.advance(2_000);
  expect(engine.fatal).toEqual([]);
  expect((await engine.run(run.id)).state).toBe('succeeded');
  expect((await engine.client.instance.describe()).runningCount).toBe(0);
});

test('what comes due while storage cannot be read is decided when it can', async () => {
  const disk = createFragileStore();
  const engine = await startTestEngine({ wrapStore: disk.wrapStore });
  await engine.apply(aGet('report', { triggers: [{ interval: '10m' }] }));
  disk.takeAway();
  await engine.clock.advance(10 * 60_000 + 5_000);
  disk.putBack();
  await engine.clock.advance(2_000);
  expect(engine.fatal).toEqual([]);
  expect(await engine.runs('report')).toMatchObject([{ origin: 'schedule' }]);
});

test('a defect in one command is told to whoever asked, and hurts nobody else', async () => {
  const engine = await startTestEngine({
    wrapStore: (store) => ({
      ...store,
      write(changes, now) {
        const isBad = changes.some(
          (change) => change.type === 'run_created' && change.run.input['bad'] === true,
        );
        if (isBad) throw new Error('a defect');
        return store.write(changes, now);
      },
    }),
  });
  await engine.apply(aPost('pay', { overlap: 'allow' }));
  const trigger = (bad: boolean) =>
    engine.client.runs.trigger({ ...command(), job: 'pay', input: { bad } });
  const answers = await Promise.allSettled([trigger(false), trigger(true), trigger(false)]);
  expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(engine.fatal).toEqual([]);
  expect(await engine.runs('pay')).toHaveLength(2);
});
