import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { aGet, aPost, command } from '#test/support/raw-jobs.ts';
import { failedWith } from '#test/support/scripted-executor.ts';
import { startTestEngine } from '#test/support/test-engine.ts';

const EVERY_MINUTE = [{ interval: '1m' }];

test('overlap skip records an occurrence that does not run while another run is active', async () => {
  const engine = await startTestEngine();
  await engine.apply(aGet('report', { overlap: 'skip', triggers: EVERY_MINUTE }));
  await engine.clock.advance(120_000);
  const [run] = await engine.runs('report');
  expect(await engine.occurrences('report')).toMatchObject([
    { disposition: 'dispatched', run: run?.id },
    { disposition: 'skipped', reason: 'overlap', run: run?.id },
  ]);
});

test('a run in retry_wait still counts for overlap', async () => {
  const engine = await startTestEngine();
  const retry = { initialDelay: '1h', jitter: 'none' };
  await engine.apply(aGet('report', { overlap: 'skip', triggers: EVERY_MINUTE, retry }));
  await engine.clock.advance(60_000);
  engine.executor.open[0]?.end(failedWith('exit:1'));
  await engine.clock.advance(60_000);
  expect((await engine.occurrences('report')).at(-1)).toMatchObject({ reason: 'overlap' });
});

test('overlap allow runs side by side', async () => {
  const engine = await startTestEngine();
  await engine.apply(aPost('pay', { overlap: 'allow' }));
  await engine.trigger('pay');
  await engine.trigger('pay');
  expect(engine.executor.open).toHaveLength(2);
});

test('overlap queue_all runs one after the other, in order', async () => {
  const engine = await startTestEngine();
  await engine.apply(aPost('pay', { overlap: 'queue_all' }));
  const ids = [1, 2, 3].map(async (n) => (await engine.trigger('pay', { n })).id);
  const expected = await Promise.all(ids);
  const order: string[] = [];
  for (let n = 0; n < 3; n++) {
    expect(engine.executor.open).toHaveLength(1);
    order.push(engine.executor.open[0]!.request.runId);
    engine.executor.open[0]!.end();
    await engine.settle();
  }
  expect(order).toEqual(expected);
});

test('a run that comes back for its next attempt goes before those of its job that have not begun', async () => {
  const engine = await startTestEngine();
  await engine.apply(aPost('pay', { retry: { initialDelay: '10s', jitter: 'none' } }));
  const first = await engine.trigger('pay');
  await engine.trigger('pay');
  engine.attemptOf(first).end(failedWith('exit:1'));
  await engine.settle();
  expect(engine.executor.open).toHaveLength(0);
  await engine.clock.advance(10_000);
  expect(engine.executor.open.map(({ request }) => request.runId)).toEqual([first.id]);
});

test('overlap queue_one keeps only the newest waiting run', async () => {
  const engine = await startTestEngine();
  await engine.apply(aPost('sync', { overlap: 'queue_one', triggers: EVERY_MINUTE }));
  await engine.clock.advance(180_000);
  const runs = await engine.runs('sync');
  expect(runs.map(({ state }) => state)).toEqual(['running', 'superseded', 'ready']);
  expect(runs[1]?.supersededBy).toBe(runs[2]?.id);
});

test('overlap cancel_running ends what runs, then starts', async () => {
  const engine = await startTestEngine();
  await engine.apply(aPost('sync', { overlap: 'cancel_running', triggers: EVERY_MINUTE }));
  await engine.clock.advance(120_000);
  const [first, second] = await engine.runs('sync');
  expect(engine.attemptOf(first!).isCancelled).toBe(true);
  expect([first?.state, second?.state]).toEqual(['running', 'ready']);
  engine.attemptOf(first!).end({ kind: 'cancelled', exitCode: null, message: 'ended on request' });
  expect((await engine.runs('sync')).map(({ state }) => state)).toEqual(['cancelled', 'running']);
});

test('a concurrency key is shared by every job that names it', async () => {
  const engine = await startTestEngine();
  const concurrency = [{ key: 'db:{{input.tenant}}', limit: 1 }];
  await engine.apply(
    aPost('import', { concurrency, overlap: 'allow', input: { tenant: 'a' } }),
    aPost('export', { concurrency, overlap: 'allow', input: { tenant: 'a' } }),
  );
  const first = await engine.trigger('import');
  const second = await engine.trigger('export');
  const other = await engine.trigger('export', { tenant: 'b' });
  expect((await engine.run(second.id)).state).toBe('ready');
  expect((await engine.run(other.id)).state).toBe('running');
  engine.attemptOf(first).end();
  expect((await engine.run(second.id)).state).toBe('running');
});

test('a run in retry_wait holds no key and no worker', async () => {
  const engine = await startTestEngine({ workers: 1 });
  const concurrency = [{ key: 'db', limit: 1 }];
  await engine.apply(aPost('import', { concurrency }), aPost('export', { concurrency }));
  const first = await engine.trigger('import');
  const second = await engine.trigger('export');
  engine.attemptOf(first).end(failedWith('exit:1'));
  expect((await engine.run(first.id)).state).toBe('retry_wait');
  expect((await engine.run(second.id)).state).toBe('running');
});

test('a waiting run occupies no worker and does not block the runs behind it', async () => {
  const engine = await startTestEngine({ workers: 2 });
  await engine.apply(aPost('pay'), aPost('mail'));
  await engine.trigger('pay');
  const waiting = await engine.trigger('pay');
  const behind = await engine.trigger('mail');
  expect((await engine.run(waiting.id)).state).toBe('ready');
  expect((await engine.run(behind.id)).state).toBe('running');
});

test('no more runs are carried out at once than there are workers', async () => {
  const engine = await startTestEngine({ workers: 3 });
  await engine.apply(aPost('pay', { overlap: 'allow' }));
  for (let n = 0; n < 5; n++) await engine.trigger('pay');
  expect(engine.executor.open).toHaveLength(3);
});

test('a run that waits for a worker tells how many come before it', async () => {
  const engine = await startTestEngine({ workers: 1 });
  await engine.apply(aPost('busy'), aPost('pay', { overlap: 'allow' }));
  await engine.trigger('busy');
  const runs = [1, 2, 3].map((n) => engine.trigger('pay', { n }));
  const sentences = (await Promise.all(runs)).map(async ({ id }) => {
    const { gates } = await engine.client.runs.explain({ run: id });
    return gates.map(({ sentence }) => sentence).join();
  });
  expect(await Promise.all(sentences)).toEqual([
    'the only worker is busy; it is the next one',
    'the only worker is busy; 1 ready run comes before it',
    'the only worker is busy; 2 ready runs come before it',
  ]);
});

test('higher priority goes first, then ready time', async () => {
  const engine = await startTestEngine({ workers: 1 });
  await engine.apply(
    aPost('busy'),
    aPost('low', { overlap: 'allow' }),
    aPost('high', { priority: 1 }),
  );
  const busy = await engine.trigger('busy');
  const [a, b] = [await engine.trigger('low'), await engine.trigger('low')];
  const high = await engine.trigger('high');
  engine.attemptOf(busy).end();
  await engine.settle();
  const order: string[] = [];
  while (engine.executor.open.length > 0) {
    order.push(engine.executor.open[0]!.request.runId);
    engine.executor.open[0]!.end();
    await engine.settle();
  }
  expect(order).toEqual([high.id, a.id, b.id]);
});

test('waiting raises priority by one every ten minutes, so nothing starves', async () => {
  const engine = await startTestEngine({ workers: 1 });
  await engine.apply(aPost('busy'), aPost('low'), aPost('high', { priority: 1 }));
  const busy = await engine.trigger('busy');
  const low = await engine.trigger('low');
  await engine.clock.advance(11 * 60_000);
  const high = await engine.trigger('high');
  engine.attemptOf(busy).end();
  expect((await engine.run(low.id)).state).toBe('running');
  expect((await engine.run(high.id)).state).toBe('ready');
});

test('a paused job starts nothing, records its occurrences as skipped, and goes on when resumed', async () => {
  const engine = await startTestEngine();
  await engine.apply(aGet('report', { triggers: EVERY_MINUTE }));
  await engine.client.jobs.pause({ ...command('the index is being moved'), job: 'report' });
  const byHand = await engine.trigger('report');
  await engine.clock.advance(60_000);
  expect(await engine.occurrences('report')).toMatchObject([
    { disposition: 'skipped', reason: 'job_paused' },
  ]);
  expect((await engine.run(byHand.id)).state).toBe('ready');
  await engine.client.jobs.resume({ ...command(), job: 'report' });
  expect((await engine.run(byHand.id)).state).toBe('running');
});

test('explain names the gate that the dispatcher stopped at, who stands in the way, and what to do', async () => {
  const engine = await startTestEngine();
  const concurrency = [{ key: 'db', limit: 1 }];
  await engine.apply(aPost('import', { concurrency }), aPost('export', { concurrency }));
  const first = await engine.trigger('import');
  const second = await engine.trigger('export');
  await engine.clock.advance(30_000);
  expect(await engine.client.runs.explain({ run: second.id })).toEqual({
    run: second.id,
    job: 'export',
    state: 'ready',
    sentence: `ready: concurrency key "db" is taken: run ${first.id} has been running for 30s`,
    gates: [
      {
        gate: 'key_busy',
        sentence: `concurrency key "db" is taken: run ${first.id} has been running for 30s`,
        until: null,
        blockers: [first.id],
        ...{ key: 'db', trigger: null },
        actions: ['wait', 'cancel_blocker'],
      },
    ],
    waits: [],
  });
});

test('explain tells of a pause who, since when and why', async () => {
  const engine = await startTestEngine();
  await engine.apply(aGet('report'));
  await engine.client.jobs.pause({ ...command('the index is being moved'), job: 'report' });
  await engine.clock.advance(30_000);
  const run = await engine.trigger('report');
  const { gates } = await engine.client.runs.explain({ run: run.id });
  expect(gates).toMatchObject([
    {
      gate: 'job_paused',
      sentence: 'job report is paused by tester for 30s: the index is being moved',
      actions: ['resume_job'],
    },
  ]);
  const explained = await engine.client.jobs.explain({ job: 'report' });
  expect(explained.sentence).toContain('paused by tester for 30s');
});

test('explain tells of a job which of its runs wait for a person, and which are still to come', async () => {
  const engine = await startTestEngine();
  await engine.apply(aPost('pay', { target: 'http://127.0.0.1:9/', overlap: 'allow' }));
  const explain = () => engine.client.jobs.explain({ job: 'pay' });
  expect((await explain()).sentence).toContain('; nothing is waiting or running');
  const unknown = await engine.trigger('pay', { n: 1 });
  engine.attemptOf(unknown).end(failedWith('no_answer'));
  const later = engine.clock.wallNow() + 3_600_000;
  const held = await engine.trigger('pay', { n: 2 }, later);
  await engine.client.runs.hold({ ...command(), run: held.id });
  const planned = await engine.trigger('pay', { n: 3 }, later);
  const running = await engine.trigger('pay', { n: 4 });
  const { sentence, runs } = await explain();
  expect(sentence).toContain(
    '1 run is under way, 2 runs wait for somebody to decide, 1 run is planned for later',
  );
  expect(runs.map(({ run, state }) => [run, state])).toEqual([
    [held.id, 'held'],
    [unknown.id, 'unknown'],
    [running.id, 'running'],
    [planned.id, 'scheduled'],
  ]);
});

test('the time that a run lost at each gate is kept with its attempt', async () => {
  const engine = await startTestEngine({ workers: 1 });
  const concurrency = [{ key: 'db', limit: 1 }];
  await engine.apply(
    aPost('import', { concurrency }),
    aPost('export', { concurrency }),
    aPost('mail', { priority: 2 }),
  );
  const first = await engine.trigger('import');
  const second = await engine.trigger('export');
  await engine.clock.advance(20_000);
  const mail = await engine.trigger('mail');
  engine.attemptOf(first).end();
  await engine.settle();
  await engine.clock.advance(5_000);
  engine.attemptOf(mail).end();
  const { attempts } = await engine.run(second.id);
  expect(attempts[0]?.gateWaitsMs).toEqual({ no_worker: 25_000 });
});

test('a limit that is changed while runs wait counts for those that wait', async () => {
  const engine = await startTestEngine();
  const within = (limit: number) =>
    aPost('export', { overlap: 'allow', concurrency: [{ key: 'db', limit }] });
  await engine.apply(within(1));
  for (const n of [1, 2, 3, 4]) await engine.trigger('export', { n });
  expect(engine.executor.open).toHaveLength(1);
  await engine.apply(within(3));
  await engine.settle();
  expect(engine.executor.open).toHaveLength(3);
  await engine.apply(within(2));
  engine.executor.open[0]?.end();
  await engine.settle();
  expect(engine.executor.open).toHaveLength(2);
});

test('where jobs give one key different limits the smallest counts, and apply and explain say so', async () => {
  const engine = await startTestEngine();
  const on = (limit: number) => ({ overlap: 'allow', concurrency: [{ key: 'db', limit }] });
  await engine.apply(aPost('nightly', on(1)));
  const { results } = await engine.apply(aPost('export', on(3)));
  expect(results[0]?.warnings).toEqual([
    {
      place: 'jobs[0].concurrency[0].limit',
      message:
        'key "db" has the limit 3 here and 1 in job nightly: the smallest, 1, counts for all',
    },
  ]);
  const first = await engine.trigger('export', { n: 1 });
  const second = await engine.trigger('export', { n: 2 });
  const { gates } = await engine.client.runs.explain({ run: second.id });
  expect(gates[0]?.sentence).toMatch(
    `concurrency key "db" is taken (at most 1 at once, by job nightly): run ${first.id}`,
  );
});

test('an engine that comes back with fewer workers goes by the new number', async () => {
  const file = join(newFolder(), 'nightdesk.db');
  const first = await startTestEngine({ file, workers: 4 });
  await first.apply(aPost('pay', { overlap: 'allow' }));
  for (const n of [1, 2, 3, 4, 5, 6]) await first.trigger('pay', { n });
  expect(first.executor.open).toHaveLength(4);
  first.kill();
  const second = await startTestEngine({ file, workers: 2, clock: first.clock });
  await second.trigger('pay', { n: 7 });
  const running = (await second.runs('pay')).filter(({ state }) => state === 'running');
  expect(running).toHaveLength(4);
  for (const run of running.slice(0, 3)) second.attemptOf(run).end();
  expect((await second.runs('pay')).filter(({ state }) => state === 'running')).toHaveLength(2);
  second.kill();
});

test('the database itself refuses a second record of one occurrence', async () => {
  const file = join(newFolder(), 'nightdesk.db');
  const engine = await startTestEngine({ file });
  await engine.apply(aGet('report', { triggers: EVERY_MINUTE }));
  await engine.clock.advance(60_000);
  expect(await engine.occurrences('report')).toHaveLength(1);
  engine.kill();
  const database = new Database(file);
  const again = () => database.prepare(`INSERT INTO occurrence SELECT * FROM occurrence`).run();
  expect(again).toThrow('UNIQUE constraint failed: occurrence.trigger_id, occurrence.nominal_at');
  database.close();
});

test('a run that is over still tells what it waited for longest, and which run was in the way', async () => {
  const engine = await startTestEngine();
  const concurrency = [{ key: 'db', limit: 1 }];
  await engine.apply(aPost('import', { concurrency }), aPost('export', { concurrency }));
  const short = await engine.trigger('import', { n: 1 });
  const long = await engine.trigger('import', { n: 2 });
  const last = await engine.trigger('export');
  await engine.clock.advance(10_000);
  engine.attemptOf(short).end();
  await engine.clock.advance(360_000);
  engine.attemptOf(long).end();
  await engine.settle();
  engine.attemptOf(last).end();
  await engine.settle();
  const sentence = `concurrency key "db" was taken by run ${long.id} (import)`;
  expect((await engine.run(last.id)).attempts[0]?.waitedFor).toEqual({
    ...{ gate: 'key_busy', ms: 370_000, sentence, run: long.id },
  });
  expect(await engine.client.runs.explain({ run: last.id })).toMatchObject({
    sentence: 'succeeded: there is nothing left to do',
    waits: [{ attempt: 1, ms: 370_000, sentence, run: long.id }],
  });
});

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'nightdesk-overlap-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
