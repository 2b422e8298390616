import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { aGet, aPost, command } from '#test/support/raw-jobs.ts';
import { failedWith } from '#test/support/scripted-executor.ts';
import { startTestEngine } from '#test/support/test-engine.ts';

const ONCE = { maxAttempts: 1 };

test('a job that comes after another runs when a run of that one has succeeded, and not when it failed', async () => {
  const engine = await startTestEngine();
  await engine.apply(
    aPost('import', { retry: ONCE }),
    aPost('export', { triggers: [{ after: 'import', input: { from: 'import' } }] }),
  );
  const failing = await engine.trigger('import', { n: 1 });
  engine.attemptOf(failing).end(failedWith('exit:1'));
  expect(await engine.runs('export')).toEqual([]);
  const good = await engine.trigger('import', { n: 2 });
  engine.attemptOf(good).end();
  const [run] = await engine.runs('export');
  expect(run).toMatchObject({ state: 'running', origin: 'chain', input: { from: 'import' } });
  expect(await engine.occurrences('export')).toMatchObject([
    { disposition: 'dispatched', run: run?.id },
  ]);
  const on = 'succeeded';
  expect(await engine.client.runs.chain({ run: run!.id })).toMatchObject({
    after: [{ job: 'import', on, run: good.id }],
  });
  expect(await engine.client.runs.chain({ run: good.id })).toMatchObject({
    followedBy: [{ run: run!.id, job: 'export', state: 'running' }],
  });
});

test('on says which ends of the other job count', async () => {
  const engine = await startTestEngine();
  const after = (name: string, on: string) =>
    aPost(name, { triggers: [{ after: 'import', on }], overlap: 'allow' });
  await engine.apply(
    aPost('import', { retry: ONCE }),
    ...[after('mend', 'failed'), after('clean', 'ended'), after('use', 'succeeded')],
  );
  const failing = await engine.trigger('import', { n: 1 });
  engine.attemptOf(failing).end(failedWith('exit:1'));
  const counts = async () =>
    Promise.all(['mend', 'clean', 'use'].map(async (job) => (await engine.runs(job)).length));
  expect(await counts()).toEqual([1, 1, 0]);
  engine.attemptOf(await engine.trigger('import', { n: 2 })).end();
  expect(await counts()).toEqual([1, 2, 1]);
});

test('a run that failed, was retried and succeeded fires what comes after it once', async () => {
  const engine = await startTestEngine();
  await engine.apply(
    aPost('import', { retry: ONCE }),
    aPost('clean', { triggers: [{ after: 'import', on: 'ended' }], overlap: 'allow' }),
  );
  const run = await engine.trigger('import');
  engine.attemptOf(run).end(failedWith('exit:1'));
  await engine.settle();
  await engine.client.runs.retry({ ...command(), run: run.id });
  await engine.settle();
  engine.attemptOf(run).end();
  expect((await engine.run(run.id)).state).toBe('succeeded');
  expect(await engine.runs('clean')).toHaveLength(1);
  expect(await engine.occurrences('clean')).toHaveLength(1);
});

test('the database itself lets no run fire a trigger twice', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'nightdesk-chains-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'nightdesk.db');
  const engine = await startTestEngine({ file });
  await engine.apply(aPost('import'), aPost('export', { triggers: [{ after: 'import' }] }));
  engine.attemptOf(await engine.trigger('import')).end();
  await engine.settle();
  engine.kill();
  const database = new Database(file);
  const again = () =>
    database.exec(
      `INSERT INTO occurrence SELECT trigger_id, nominal_at + 1, through_at + 1, count, disposition, reason,
       run_id, decided_at, caused_by FROM occurrence`,
    );
  expect(again).toThrow('UNIQUE constraint failed: occurrence.trigger_id, occurrence.caused_by');
  database.close();
});

test('what comes after several jobs waits until a run of each has ended, and says for which', async () => {
  const engine = await startTestEngine();
  await engine.apply(
    aPost('a'),
    aPost('b'),
    aPost('report', { triggers: [{ after: ['a', 'b'] }] }),
  );
  engine.attemptOf(await engine.trigger('a')).end();
  const [waiting] = await engine.runs('report');
  expect(waiting?.state).toBe('waiting');
  const { gates } = await engine.client.runs.explain({ run: waiting!.id });
  expect(gates).toMatchObject([
    {
      gate: 'dependency',
      sentence: 'it waits for a run of b to succeed, of which none is under way',
    },
  ]);
  const { sentence } = await engine.client.jobs.explain({ job: 'report' });
  expect(sentence).toBe('it runs after a and b succeeded; 1 run waits for other jobs');
  engine.attemptOf(await engine.trigger('a', { n: 2 })).end();
  const b = await engine.trigger('b');
  const underWay = await engine.client.runs.explain({ run: waiting!.id });
  expect(underWay.gates).toMatchObject([{ blockers: [b.id] }]);
  engine.attemptOf(b).end();
  const runs = await engine.runs('report');
  expect(runs.map(({ id, state }) => [id, state])).toEqual([[waiting?.id, 'running']]);
  expect((await engine.occurrences('report')).map(({ disposition }) => disposition)).toEqual([
    ...['dispatched', 'coalesced', 'coalesced'],
  ]);
});

test('a run that waits for one that fails is cancelled with the reason, and can be retried by hand', async () => {
  const engine = await startTestEngine();
  await engine.apply(
    aPost('a'),
    aPost('b', { retry: ONCE }),
    aPost('report', { triggers: [{ after: ['a', 'b'] }] }),
  );
  engine.attemptOf(await engine.trigger('a')).end();
  const b = await engine.trigger('b');
  engine.attemptOf(b).end(failedWith('exit:1'));
  const [run] = await engine.runs('report');
  expect(run).toMatchObject({
    state: 'cancelled',
    message: `run ${b.id} (b) failed, and this waited for it to succeed`,
  });
  await engine.client.runs.retry({ ...command(), run: run!.id });
  expect((await engine.run(run!.id)).state).toBe('running');
});

test('a run that was held while what it waits for ended goes on when it is released', async () => {
  const engine = await startTestEngine();
  await engine.apply(
    aPost('a'),
    aPost('b'),
    aPost('report', { triggers: [{ after: ['a', 'b'] }] }),
  );
  engine.attemptOf(await engine.trigger('a')).end();
  const [run] = await engine.runs('report');
  await engine.client.runs.hold({ ...command(), run: run!.id });
  engine.attemptOf(await engine.trigger('b')).end();
  expect((await engine.run(run!.id)).state).toBe('held');
  await engine.client.runs.release({ ...command(), run: run!.id });
  expect((await engine.run(run!.id)).state).toBe('running');
});

test('jobs that would come after themselves are refused with the way round, and unknown ones with a suggestion', async () => {
  const engine = await startTestEngine();
  await engine.apply(aPost('a'), aPost('b', { triggers: [{ after: 'a' }] }));
  await expect(engine.apply(aPost('a', { triggers: [{ after: 'b' }] }))).rejects.toMatchObject({
    message: 'jobs[0].triggers[0].after: a would come after itself: a → b → a',
  });
  await expect(engine.apply(aPost('c', { triggers: [{ after: 'c' }] }))).rejects.toMatchObject({
    message: 'jobs[0].triggers[0].after: c would come after itself: c → c',
  });
  await expect(
    engine.apply(aPost('import'), aPost('d', { triggers: [{ after: 'imprt' }] })),
  ).rejects.toMatchObject({
    message: 'jobs[1].triggers[0].after: there is no job "imprt"; did you mean "import"?',
  });
});

test('what comes after another job is recorded as skipped while its own job is paused', async () => {
  const engine = await startTestEngine();
  await engine.apply(aPost('a'), aPost('b', { triggers: [{ after: 'a' }] }));
  await engine.client.jobs.pause({ ...command(), job: 'b' });
  engine.attemptOf(await engine.trigger('a')).end();
  expect(await engine.occurrences('b')).toMatchObject([
    { disposition: 'skipped', reason: 'job_paused' },
  ]);
});

test('the start of the engine fires once each time, and is recorded', async () => {
  const triggers = [{ event: 'engine_start' }];
  const engine = await startTestEngine({
    prepare: (client) =>
      client.jobs.apply({
        ...command(),
        definitions: [{ ...aGet('warm-up', { triggers }) }],
        defaultZone: 'UTC',
      }),
  });
  const [run] = await engine.runs('warm-up');
  expect(run).toMatchObject({ state: 'running', origin: 'event' });
  expect(await engine.occurrences('warm-up')).toHaveLength(1);
});

test('waking from sleep fires what was asked for it', async () => {
  const engine = await startTestEngine();
  await engine.apply(aGet('fetch', { triggers: [{ event: 'wake' }] }));
  engine.clock.sleep(3_600_000);
  await engine.clock.advance(60_000);
  expect(await engine.runs('fetch')).toMatchObject([{ origin: 'event', state: 'running' }]);
  const { sentence } = await engine.client.jobs.explain({ job: 'fetch' });
  expect(sentence).toBe('it runs on wake; 1 run is under way');
});
