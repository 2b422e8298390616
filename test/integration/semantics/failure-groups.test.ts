import { expect, test } from 'vitest';
import type { AttemptOutcome } from '#shared/domain/run.ts';
import { aGet, aPost, command } from '#test/support/raw-jobs.ts';
import { failedWith } from '#test/support/scripted-executor.ts';
import { START_AT } from '#test/support/test-clock.ts';
import type { TestEngine } from '#test/support/test-engine.ts';
import { startTestEngine } from '#test/support/test-engine.ts';

const HOUR_MS = 3_600_000;
const once = { retry: { maxAttempts: 1 }, overlap: 'allow' };
const lost: AttemptOutcome = { kind: 'lost', message: 'nothing was found of it' };

async function groupsOf(engine: TestEngine, since = START_AT) {
  await engine.settle();
  return engine.client.failures.list({ since });
}

/** Triggers a job by hand, and ends its attempt. */
async function endOne(engine: TestEngine, job: string, outcome: AttemptOutcome) {
  const run = await engine.trigger(job);
  engine.attemptOf(run).end(outcome);
  return engine.run(run.id);
}

test('failures that look alike are one group, others are groups of their own', async () => {
  const engine = await startTestEngine();
  await engine.apply(aPost('mail', once), aPost('bill', once));
  const first = await endOne(engine, 'mail', failedWith('exit:1'));
  await engine.clock.advance(1_000);
  const second = await endOne(engine, 'mail', failedWith('exit:1'));
  await engine.clock.advance(1_000);
  const other = await endOne(engine, 'mail', failedWith('exit:2'));
  await engine.clock.advance(1_000);
  const bill = await endOne(engine, 'bill', failedWith('exit:1'));
  const { groups } = await groupsOf(engine);
  expect(groups.map(({ retryable }) => retryable)).toEqual([
    [bill.id],
    [other.id],
    [second.id, first.id],
  ]);
  expect(groups[2]).toMatchObject({
    ...{ jobs: ['mail'], methods: ['POST'], failureClass: 'exit:1', message: 'it failed: exit:1' },
    ...{ openCount: 2, retryingCount: 0, resolvedCount: 0, unknownCount: 0 },
    ...{ firstAt: first.endedAt, lastAt: second.endedAt },
  });
  expect(groups[2]?.samples[0]).toMatchObject({
    ...{ run: second.id, requestLine: second.requestLine, effect: second.effect },
  });
});

test('a run that waits for its next attempt, or is in it, is retrying and not open', async () => {
  const engine = await startTestEngine();
  await engine.apply(aGet('report', { retry: { maxAttempts: 2 } }));
  const run = await engine.trigger('report');
  engine.attemptOf(run).end(failedWith('exit:1'));
  const waiting = (await groupsOf(engine)).groups;
  expect(waiting).toMatchObject([{ openCount: 0, retryingCount: 1, retryable: [] }]);
  await engine.client.runs.retry({ ...command(), run: run.id });
  await engine.settle();
  const running = (await groupsOf(engine)).groups;
  expect(running).toMatchObject([{ openCount: 0, retryingCount: 1 }]);
  engine.attemptOf(run).end(failedWith('exit:1'));
  const failed = (await groupsOf(engine)).groups;
  expect(failed).toMatchObject([{ openCount: 1, retryingCount: 0, retryable: [run.id] }]);
});

test('a run that succeeds after all leaves its group, and is still found by how it failed', async () => {
  const engine = await startTestEngine();
  await engine.apply(aPost('mail', once));
  const run = await endOne(engine, 'mail', failedWith('exit:1'));
  const [group] = (await groupsOf(engine)).groups;
  await engine.client.runs.retry({ ...command(), run: run.id });
  await engine.settle();
  engine.attemptOf(run).end();
  expect((await groupsOf(engine)).groups).toEqual([]);
  const { runs } = await engine.client.runs.list({ fingerprint: group!.fingerprint });
  expect(runs.map(({ id, state }) => [id, state])).toEqual([[run.id, 'succeeded']]);
});

test('a POST of unknown outcome is open and takes no retry, however long ago that was', async () => {
  const engine = await startTestEngine();
  await engine.apply(aPost('mail', once));
  await endOne(engine, 'mail', lost);
  await engine.clock.advance(HOUR_MS);
  const { groups } = await groupsOf(engine, engine.clock.wallNow());
  expect(groups).toMatchObject([
    { openCount: 1, unknownCount: 1, retryable: [], failureClass: 'lost', lastAt: START_AT },
  ]);
});

test('a POST that the engine interrupted is in a group, though no attempt of it failed', async () => {
  const engine = await startTestEngine();
  await engine.apply(aPost('mail', once));
  const message = 'the engine stopped';
  await endOne(engine, 'mail', { kind: 'interrupted', hasStarted: true, message });
  const { groups } = await groupsOf(engine);
  expect(groups).toMatchObject([{ unknownCount: 1, message, failureClass: 'interrupted' }]);
});

test('a POST with a lost attempt that was resolved as failed is open, and is offered no retry', async () => {
  const engine = await startTestEngine();
  await engine.apply(aPost('mail', once));
  const { id: run } = await endOne(engine, 'mail', lost);
  await engine.client.runs.resolve({ ...command('it is not there'), run, as: 'failed' });
  const { groups } = await groupsOf(engine);
  expect(groups).toMatchObject([{ openCount: 1, unknownCount: 0, retryable: [] }]);
  const retry = engine.client.runs.retry({ ...command(), run });
  await expect(retry).rejects.toMatchObject({ code: 'CONFLICT' });
});

test('a run that is held because its attempts are used up is open', async () => {
  const engine = await startTestEngine();
  await engine.apply(aPost('mail', { retry: { maxAttempts: 1, onExhausted: 'hold' } }));
  await endOne(engine, 'mail', failedWith('exit:1'));
  const { groups } = await groupsOf(engine);
  expect(groups).toMatchObject([{ openCount: 1, retryingCount: 0, retryable: [] }]);
});

test('a failed run is resolved once a run made from it has succeeded, over any number of steps', async () => {
  const engine = await startTestEngine();
  await engine.apply(aPost('mail', once));
  const original = await endOne(engine, 'mail', failedWith('exit:1'));
  const retrigger = async (run: string, outcome?: AttemptOutcome) => {
    const made = (await engine.client.runs.retrigger({ ...command(), run })).run;
    await engine.settle();
    engine.attemptOf(made).end(outcome);
    return made.id;
  };
  const second = await retrigger(original.id, failedWith('exit:1'));
  const before = (await groupsOf(engine)).groups;
  expect(before).toMatchObject([{ openCount: 2, resolvedCount: 0 }]);
  await retrigger(second);
  const after = (await groupsOf(engine)).groups;
  expect(after).toMatchObject([{ openCount: 0, resolvedCount: 2, retryable: [] }]);
});

test('failures from before the instant that is asked about are left out', async () => {
  const engine = await startTestEngine();
  await engine.apply(aPost('mail', once), aPost('bill', once));
  await endOne(engine, 'mail', failedWith('exit:1'));
  await engine.clock.advance(HOUR_MS);
  await endOne(engine, 'bill', failedWith('exit:1'));
  const { groups } = await groupsOf(engine, engine.clock.wallNow());
  expect(groups.map(({ jobs }) => jobs)).toEqual([['bill']]);
  const ofMail = await engine.client.failures.list({ since: START_AT, job: 'mail' });
  expect(ofMail.groups.map(({ jobs }) => jobs)).toEqual([['mail']]);
});

test('the histogram of a group has a span for every four hours of the week, the present one last', async () => {
  const engine = await startTestEngine();
  await engine.apply(aPost('mail', once));
  await endOne(engine, 'mail', failedWith('exit:1'));
  await engine.clock.advance(8 * HOUR_MS);
  await endOne(engine, 'mail', failedWith('exit:1'));
  await endOne(engine, 'mail', failedWith('exit:1'));
  const { groups, histogramFrom, bucketMs } = await groupsOf(engine);
  expect([bucketMs, histogramFrom % bucketMs]).toEqual([4 * HOUR_MS, 0]);
  expect(groups[0]?.histogram).toHaveLength(42);
  expect(groups[0]?.histogram.slice(-3)).toEqual([1, 0, 2]);
});
