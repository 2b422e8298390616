import { expect, test } from 'vitest';
import { aGet, aPost, command } from '#test/support/raw-jobs.ts';
import { failedWith } from '#test/support/scripted-executor.ts';
import type { TestEngine } from '#test/support/test-engine.ts';
import { startTestEngine } from '#test/support/test-engine.ts';

const HOUR = 3_600_000;

/** Everything that became due meanwhile is looked at in one go. */
async function sleepThrough({ clock }: TestEngine, ms: number): Promise<void> {
  clock.sleep(ms);
  await clock.advance(4_000);
}

const statesOf = async (engine: TestEngine) => (await engine.runs()).map(({ state }) => state);

test('a run that another one cancelled a moment ago is not woken any more', async () => {
  const engine = await startTestEngine();
  const retry = { initialDelay: '10m', jitter: 'none' };
  await engine.apply(aPost('sync', { overlap: 'cancel_running', retry }));
  const first = await engine.trigger('sync');
  await engine.trigger('sync', {}, engine.clock.wallNow() + 60_000);
  engine.attemptOf(first).end(failedWith('exit:1'));
  await engine.settle();
  await sleepThrough(engine, HOUR);
  expect(engine.fatal).toEqual([]);
  expect(await statesOf(engine)).toEqual(['cancelled', 'running']);
});

test('a run that another one replaced a moment ago does not expire any more', async () => {
  const engine = await startTestEngine();
  await engine.apply(aGet('sync', { overlap: 'queue_one', expireAfter: '10m' }));
  const now = engine.clock.wallNow();
  await engine.trigger('sync', { page: 1 });
  await engine.trigger('sync', { page: 2 }, now + 60_000);
  await engine.trigger('sync', { page: 3 }, now + 9 * 60_000);
  await engine.clock.advance(60_000);
  await sleepThrough(engine, 11 * 60_000);
  expect(engine.fatal).toEqual([]);
  expect(await statesOf(engine)).toEqual(['running', 'superseded', 'ready']);
});

test('a run that expired and is retried by hand gets the whole of expireAfter again', async () => {
  const engine = await startTestEngine();
  await engine.apply(aPost('pay', { expireAfter: '10m' }));
  const first = await engine.trigger('pay');
  const { id } = await engine.trigger('pay');
  await engine.clock.advance(12 * 60_000);
  expect((await engine.run(id)).state).toBe('expired');
  await engine.client.runs.retry({ ...command(), run: id });
  await engine.clock.advance(9 * 60_000);
  expect((await engine.run(id)).state).toBe('ready');
  await engine.clock.advance(60_000);
  expect((await engine.run(id)).state).toBe('expired');
  await engine.client.runs.retry({ ...command(), run: id });
  engine.attemptOf(first).end();
  expect((await engine.run(id)).state).toBe('running');
});

test('a run that meets a running one under overlap skip is told to be skipped, not merged', async () => {
  const engine = await startTestEngine();
  const trigger = { interval: '1h', misfire: 'run_all' };
  await engine.apply(aPost('sync', { overlap: 'skip', triggers: [trigger] }));
  await sleepThrough(engine, 2 * HOUR + 10 * 60_000);
  await engine.clock.advance(2_000);
  const [first, second] = await engine.runs('sync');
  expect(first).toMatchObject({ state: 'running', coalescedCount: 0 });
  expect(second).toMatchObject({
    state: 'superseded',
    supersededBy: first?.id,
    message: 'another run of the job was under way when it became due',
  });
});

test('a run that meets a pending one of the same request is merged into it', async () => {
  const engine = await startTestEngine({ workers: 1 });
  await engine.apply(aPost('busy'), aGet('report'));
  await engine.trigger('busy');
  await engine.trigger('report', {}, engine.clock.wallNow() + 60_000);
  await engine.trigger('report');
  await engine.clock.advance(60_000);
  const [later, pending] = await engine.runs('report');
  expect(pending).toMatchObject({ state: 'ready', coalescedCount: 1 });
  expect(later).toMatchObject({
    state: 'superseded',
    supersededBy: pending?.id,
    message: 'the same request is pending already',
  });
});
