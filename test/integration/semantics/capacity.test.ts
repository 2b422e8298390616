import { expect, test } from 'vitest';
import { aPost, command } from '#test/support/raw-jobs.ts';
import { startTestEngine } from '#test/support/test-engine.ts';

const MINUTE = 60_000;
const DB = [{ key: 'db', limit: 1 }];

test('the capacity names who has a concurrency key and who waits for it, since when', async () => {
  const engine = await startTestEngine();
  await engine.apply(
    aPost('import', { overlap: 'allow', concurrency: DB }),
    aPost('export', { overlap: 'allow', concurrency: [{ key: 'db', limit: 3 }] }),
  );
  const holder = await engine.trigger('import');
  const startedAt = engine.clock.wallNow();
  await engine.clock.advance(MINUTE);
  const first = await engine.trigger('export', { n: 1 });
  await engine.trigger('export', { n: 2 });
  const { keys, running, waiting } = await engine.client.capacity.read();
  const has = { run: holder.id, job: 'import', since: startedAt };
  const waits = { run: first.id, job: 'export', count: 2, since: startedAt + MINUTE };
  expect(running).toEqual([has]);
  expect(waiting).toMatchObject([{ ...waits, gate: 'key_busy' }]);
  expect(waiting[0]?.sentence).toContain(`run ${holder.id} has been running for 1m`);
  expect(keys).toMatchObject([
    { key: 'db', limit: 1, limitOf: 'import', holders: [has], waiters: [waits], paused: null },
  ]);
});

test('the capacity tells runs that only wait for a worker from those that a gate keeps', async () => {
  const engine = await startTestEngine({ workers: 1 });
  await engine.apply(aPost('pay', { overlap: 'allow' }), aPost('mail'));
  const running = await engine.trigger('pay');
  await engine.trigger('pay');
  await engine.trigger('mail');
  await engine.client.pauses.begin({ ...command(), on: { scope: 'job', job: 'mail' } });
  await engine.settle();
  const full = await engine.client.capacity.read();
  expect(full.workers).toBe(1);
  expect(full.waiting.map(({ job, gate }) => [job, gate])).toEqual([
    ['pay', 'no_worker'],
    ['mail', 'job_paused'],
  ]);
  engine.attemptOf(running).end();
  await engine.settle();
  engine.executor.open[0]?.end();
  await engine.settle();
  const free = await engine.client.capacity.read();
  expect(free.running).toEqual([]);
  expect(free.waiting).toMatchObject([{ job: 'mail', gate: 'job_paused', count: 1 }]);
});

test('the capacity counts no run that was cancelled while it waited', async () => {
  const engine = await startTestEngine();
  await engine.apply(aPost('import', { overlap: 'allow', concurrency: DB }));
  await engine.trigger('import', { n: 1 });
  await engine.trigger('import', { n: 2 });
  const cancelled = await engine.trigger('import', { n: 3 });
  await engine.client.runs.cancel({ ...command(), run: cancelled.id });
  await engine.settle();
  expect((await engine.client.capacity.read()).waiting).toMatchObject([{ count: 1 }]);
});
