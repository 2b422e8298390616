import { expect, test } from 'vitest';
import type { FailureGroup } from '#shared/contract/activity-schema.ts';
import type { Run } from '#shared/contract/run-schema.ts';
import type { AttemptOutcome } from '#shared/domain/run.ts';
import { aGet, aPost, command } from '#test/support/raw-jobs.ts';
import { failedWith } from '#test/support/scripted-executor.ts';
import { START_AT } from '#test/support/test-clock.ts';
import type { TestEngine } from '#test/support/test-engine.ts';
import { startTestEngine } from '#test/support/test-engine.ts';

const MINUTE_MS = 60_000;
const once = { retry: { maxAttempts: 1 }, overlap: 'allow' };
const everyMinute = { ...once, triggers: [{ interval: '1m' }] };
const lost: AttemptOutcome = { kind: 'lost', message: 'nothing was found of it' };

async function groupOf(engine: TestEngine, since = START_AT): Promise<FailureGroup> {
  await engine.settle();
  const { groups } = await engine.client.failures.list({ since });
  expect(groups).toHaveLength(1);
  return groups[0]!;
}

/** Triggers a job by hand, and ends its attempt. */
async function endOne(engine: TestEngine, job: string, outcome?: AttemptOutcome): Promise<Run> {
  const run = await engine.trigger(job);
  engine.attemptOf(run).end(outcome);
  return engine.run(run.id);
}

/** Waits for the next firing of a job, and ends its attempt. */
async function endNext(engine: TestEngine, job: string, outcome?: AttemptOutcome): Promise<Run> {
  await engine.clock.advance(MINUTE_MS);
  await engine.settle();
  const { runs } = await engine.client.runs.list({ job, limit: 1 });
  engine.attemptOf(runs[0]!).end(outcome);
  return engine.run(runs[0]!.id);
}

async function startFailed(job = aPost('mail', once)): Promise<TestEngine> {
  const engine = await startTestEngine();
  await engine.apply(job);
  await endOne(engine, 'mail', failedWith('exit:1'));
  await engine.clock.advance(1_000);
  return engine;
}

const say = (engine: TestEngine, reason: string | null = null) => {
  const { failures } = engine.client;
  const ask = async (word: 'acknowledge' | 'resolve' | 'reopen') => {
    const { fingerprint } = await groupOf(engine);
    return failures[word]({ ...command(reason), fingerprint });
  };
  return ask;
};

test('a group that somebody acknowledged stays so while it goes on failing, with who and why', async () => {
  const engine = await startFailed();
  const { mark } = await say(engine, 'the printer is on order')('acknowledge');
  expect(mark).toMatchObject({ kind: 'acknowledged', reason: 'the printer is on order' });
  await endOne(engine, 'mail', failedWith('exit:1'));
  const group = await groupOf(engine);
  expect(group).toMatchObject({ state: 'acknowledged', openCount: 2, mark });
});

test('a group that is resolved by hand has nothing open, and offers nothing to be retried', async () => {
  const engine = await startFailed();
  expect((await groupOf(engine)).state).toBe('open');
  await say(engine, 'mailed by hand')('resolve');
  const group = await groupOf(engine);
  expect(group).toMatchObject({ state: 'resolved', openCount: 0, resolvedCount: 1, retryable: [] });
});

test('a group that fails after it was resolved has regressed, and only what is new is open', async () => {
  const engine = await startFailed();
  await say(engine)('resolve');
  await engine.clock.advance(1_000);
  const again = await endOne(engine, 'mail', failedWith('exit:1'));
  const group = await groupOf(engine);
  expect(group).toMatchObject({ state: 'regressed', openCount: 1, resolvedCount: 1 });
  expect(group.retryable).toEqual([again.id]);
});

test('who acknowledges a group after it has regressed knows of that', async () => {
  const engine = await startFailed();
  await say(engine)('acknowledge');
  await engine.clock.advance(1_000);
  await say(engine)('resolve');
  await engine.clock.advance(1_000);
  await endOne(engine, 'mail', failedWith('exit:1'));
  expect((await groupOf(engine)).state).toBe('regressed');
  await engine.clock.advance(1_000);
  await say(engine)('acknowledge');
  expect((await groupOf(engine)).state).toBe('acknowledged');
});

test('what was said last is taken back, and what was said before counts again', async () => {
  const engine = await startFailed();
  await say(engine)('acknowledge');
  await say(engine)('resolve');
  expect((await groupOf(engine)).state).toBe('resolved');
  const { mark } = await say(engine)('reopen');
  expect(mark?.kind).toBe('acknowledged');
  expect((await groupOf(engine)).state).toBe('acknowledged');
  await say(engine)('reopen');
  expect((await groupOf(engine)).state).toBe('open');
  const more = say(engine)('reopen');
  await expect(more).rejects.toMatchObject({ code: 'CONFLICT' });
});

test('failures with a run of unknown outcome are not resolved by a word about all of them', async () => {
  const engine = await startTestEngine();
  await engine.apply(aPost('mail', once));
  await endOne(engine, 'mail', lost);
  const word = say(engine)('resolve');
  await expect(word).rejects.toMatchObject({ code: 'CONFLICT' });
  expect((await groupOf(engine)).state).toBe('open');
});

test('nothing can be said about failures that there are not', async () => {
  const engine = await startTestEngine();
  const word = engine.client.failures.acknowledge({ ...command(), fingerprint: '2nowhere' });
  await expect(word).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('a GET that failed is set right by a later run of its trigger, and has regressed if that fails again', async () => {
  const engine = await startTestEngine();
  await engine.apply(aGet('report', everyMinute));
  await endNext(engine, 'report', failedWith('exit:1'));
  expect((await groupOf(engine)).state).toBe('open');
  await endNext(engine, 'report');
  expect(await groupOf(engine)).toMatchObject({ state: 'resolved', openCount: 0, retryable: [] });
  const again = await endNext(engine, 'report', failedWith('exit:1'));
  const group = await groupOf(engine);
  expect(group).toMatchObject({ state: 'regressed', openCount: 1, retryable: [again.id] });
});

test('a POST that failed is not set right by another one of its trigger', async () => {
  const engine = await startTestEngine();
  await engine.apply(aPost('bill', everyMinute));
  await endNext(engine, 'bill', failedWith('exit:1'));
  await endNext(engine, 'bill');
  expect(await groupOf(engine)).toMatchObject({ state: 'open', openCount: 1, resolvedCount: 0 });
});

test('a group of which a part was set right is open, and has not regressed', async () => {
  const engine = await startFailed();
  const second = await endOne(engine, 'mail', failedWith('exit:1'));
  await engine.clock.advance(1_000);
  const { run } = await engine.client.runs.retrigger({ ...command(), run: second.id });
  await engine.settle();
  engine.attemptOf(run).end();
  expect(await groupOf(engine)).toMatchObject({ state: 'open', openCount: 1, resolvedCount: 1 });
});

test('how a group stands does not depend on how far back is asked', async () => {
  const engine = await startFailed();
  await say(engine)('resolve');
  await engine.clock.advance(MINUTE_MS);
  await endOne(engine, 'mail', failedWith('exit:1'));
  const group = await groupOf(engine, engine.clock.wallNow());
  expect(group).toMatchObject({ state: 'regressed', openCount: 1, resolvedCount: 0 });
});
