import { expect, test } from 'vitest';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { aGet, aPost, command } from '#test/support/raw-jobs.ts';
import { failedWith } from '#test/support/scripted-executor.ts';
import type { TestEngine } from '#test/support/test-engine.ts';
import { startTestEngine } from '#test/support/test-engine.ts';

const once = { overlap: 'allow', retry: { maxAttempts: 1 } };
const RETRY = { action: 'retry' } as const;
const AGAIN = { action: 'retrigger', revision: 'current', idempotencyKey: 'new' } as const;

/** Runs of a job that failed, oldest first. */
async function failedRuns(engine: TestEngine, count: number, job = 'mail') {
  const ids: string[] = [];
  for (let index = 0; index < count; index++) {
    const run = await engine.trigger(job, { index });
    engine.attemptOf(run).end(failedWith('exit:1'));
    ids.push((await engine.run(run.id)).id);
  }
  return ids;
}

async function begin(
  engine: TestEngine,
  request: Omit<Parameters<TestEngine['client']['bulks']['create']>[0], 'commandId'>,
) {
  const { bulk } = await engine.client.bulks.create({ ...command('set right'), ...request });
  if (bulk === null) throw new Error('there is no bulk');
  return bulk;
}

async function itemsOf(engine: TestEngine, bulk: string) {
  await engine.settle();
  return (await engine.client.bulks.items({ bulk })).items;
}

const statesOf = async (engine: TestEngine, bulk: string) =>
  (await itemsOf(engine, bulk)).map(({ state }) => state);

test('a bulk means the runs that match when it is asked for, and none that come later', async () => {
  const engine = await startTestEngine();
  await engine.apply(aPost('mail', once));
  const early = await failedRuns(engine, 2);
  const bulk = await begin(engine, { deed: RETRY, filter: { state: ['failed'] } });
  const [late] = await failedRuns(engine, 1);
  await engine.clock.advance(20_000);
  expect((await itemsOf(engine, bulk.id)).map(({ run, state }) => [run, state])).toEqual([
    [early[0], 'done'],
    [early[1], 'done'],
  ]);
  expect((await engine.run(late ?? '')).state).toBe('failed');
});

test('what is refused of one of many harms neither the others nor the one itself', async () => {
  const engine = await startTestEngine();
  await engine.apply(aPost('mail', once));
  const [first = '', last = ''] = await failedRuns(engine, 2);
  const succeeded = await engine.trigger('mail');
  engine.attemptOf(succeeded).end();
  const runs = [first, succeeded.id, last];
  const { id } = await begin(engine, { deed: RETRY, runs, undoMs: 0 });
  await engine.clock.advance(5_000);
  const items = await itemsOf(engine, id);
  expect(items.map(({ state, resultRun }) => [state, resultRun])).toEqual([
    ['done', first],
    ['refused', null],
    ['done', last],
  ]);
  expect(items[1]?.message).toContain('a succeeded run is never executed again');
  const { bulk, refusals } = await engine.client.bulks.get({ bulk: id });
  expect(bulk).toMatchObject({ state: 'finished', doneCount: 2, refusedCount: 1 });
  expect(refusals).toMatchObject([{ count: 1, items: [{ run: succeeded.id }] }]);
  const { events } = await engine.client.runs.history({ run: first });
  expect(events.find(({ type }) => type === 'run.retried')).toMatchObject({
    ...{ actor: 'tester', reason: 'set right', from: 'failed', to: 'ready' },
  });
});

test('a dry run counts by state, job and method, tells what would be refused, and changes nothing', async () => {
  const engine = await startTestEngine();
  await engine.apply(aPost('mail', once), aGet('report', once));
  const [failed] = await failedRuns(engine, 1);
  await failedRuns(engine, 2, 'report');
  const succeeded = await engine.trigger('mail');
  engine.attemptOf(succeeded).end();
  await engine.settle();
  const before = engine.store.view.asOfSeq();
  const request = { ...command(), deed: AGAIN, filter: {}, isDryRun: true };
  const { bulk, preview } = await engine.client.bulks.create(request);
  expect(bulk).toBeNull();
  expect(preview).toMatchObject({
    ...{ count: 4, acceptedCount: 3, spacingMs: 200 },
    byState: { failed: 3, succeeded: 1 },
    byMethod: { POST: 2, GET: 2 },
    byJob: [
      { job: 'mail', count: 2 },
      { job: 'report', count: 2 },
    ],
    refusals: [{ count: 1, items: [{ run: succeeded.id }] }],
  });
  expect(preview?.examples[0]?.run).toBe(failed);
  expect(engine.store.view.asOfSeq()).toBe(before);
});

test('a bulk refuses POSTs that succeeded, whatever the reason', async () => {
  const engine = await startTestEngine();
  await engine.apply(aPost('mail', once));
  const succeeded = await engine.trigger('mail');
  engine.attemptOf(succeeded).end();
  const { id } = await begin(engine, { deed: AGAIN, runs: [succeeded.id], undoMs: 0 });
  await engine.clock.advance(1_000);
  expect((await itemsOf(engine, id))[0]?.message).toBe(
    'this POST succeeded, and a bulk never does that again: retrigger it by itself, and say why',
  );
  expect(await engine.runs('mail')).toHaveLength(1);
});

test('items are spaced', async () => {
  const engine = await startTestEngine();
  await engine.apply(aPost('mail', once));
  const runs = await failedRuns(engine, 3);
  const { id } = await begin(engine, { deed: RETRY, runs, undoMs: 0, spacingMs: 60_000 });
  await engine.clock.advance(1_000);
  expect(await statesOf(engine, id)).toEqual(['done', 'waiting', 'waiting']);
  await engine.clock.advance(57_000);
  expect(await statesOf(engine, id)).toEqual(['done', 'waiting', 'waiting']);
  await engine.clock.advance(3_000);
  expect(await statesOf(engine, id)).toEqual(['done', 'done', 'waiting']);
});

test('a bulk can be undone for eight seconds, until its first item starts', async () => {
  const engine = await startTestEngine();
  await engine.apply(aPost('mail', once));
  const [run = ''] = await failedRuns(engine, 1);
  const undone = await begin(engine, { deed: RETRY, runs: [run] });
  await engine.clock.advance(7_900);
  await engine.client.bulks.undo({ ...command(), bulk: undone.id });
  await engine.clock.advance(60_000);
  expect(await statesOf(engine, undone.id)).toEqual(['left']);
  expect((await engine.run(run)).state).toBe('failed');
  const runs = [run, ...(await failedRuns(engine, 1))];
  const begun = await begin(engine, { deed: RETRY, runs, spacingMs: 60_000 });
  await engine.clock.advance(9_000);
  await expect(engine.client.bulks.undo({ ...command(), bulk: begun.id })).rejects.toMatchObject({
    code: 'CONFLICT',
    message: '1 of 2 have had their turn already: what is done stays done, the rest can be stopped',
  });
});

test('a bulk that is stopped midway leaves the rest as it was', async () => {
  const engine = await startTestEngine();
  await engine.apply(aPost('mail', once));
  const runs = await failedRuns(engine, 2);
  const { id } = await begin(engine, { deed: RETRY, runs, undoMs: 0, spacingMs: 60_000 });
  await engine.clock.advance(1_000);
  const { bulk } = await engine.client.bulks.stop({ ...command('wrong ones'), bulk: id });
  expect(bulk).toMatchObject({ state: 'stopped', doneCount: 1, endedBy: 'tester' });
  await engine.clock.advance(120_000);
  expect(await statesOf(engine, id)).toEqual(['done', 'left']);
});

test('after a kill a bulk goes on where it was, and does nothing twice', async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'nightdesk-bulk-')), 'nightdesk.db');
  const first = await startTestEngine({ file });
  await first.apply(aPost('mail', once));
  const runs = await failedRuns(first, 3);
  const { id } = await begin(first, { deed: AGAIN, runs, undoMs: 0, spacingMs: 60_000 });
  await first.clock.advance(61_000);
  expect(await statesOf(first, id)).toEqual(['done', 'done', 'waiting']);
  first.kill();
  const second = await startTestEngine({ file, clock: first.clock });
  await second.clock.advance(120_000);
  expect(await statesOf(second, id)).toEqual(['done', 'done', 'done']);
  const made = (await second.runs('mail')).filter(({ origin }) => origin === 'retrigger');
  expect(made.map(({ retriggerOf }) => retriggerOf)).toEqual(runs);
  second.kill();
});

test('resolving many needs a reason, and what was seen to be other runs is refused', async () => {
  const engine = await startTestEngine();
  await engine.apply(aPost('mail', once));
  const runs = await failedRuns(engine, 1);
  const deed = { action: 'resolve', as: 'failed' } as const;
  await expect(engine.client.bulks.create({ ...command(), deed, runs })).rejects.toMatchObject({
    code: 'INVALID_INPUT',
    data: { problems: [{ place: 'reason' }] },
  });
  const filter = { job: 'mail' };
  await expect(
    engine.client.bulks.create({ ...command(), deed: RETRY, filter, expectedCount: 2 }),
  ).rejects.toMatchObject({ message: 'it would be 1 now and not 2, as you saw: look again' });
  expect((await engine.client.bulks.list({})).bulks).toEqual([]);
});
