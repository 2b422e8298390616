import { expect, test } from 'vitest';
import { aGet, aPost, command } from '#test/support/raw-jobs.ts';
import { failedWith } from '#test/support/scripted-executor.ts';
import { START_AT } from '#test/support/test-clock.ts';
import { startTestEngine } from '#test/support/test-engine.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const once = { retry: { maxAttempts: 1 }, overlap: 'allow' };

test('a run is late once it has been ready for more than a minute, until it starts', async () => {
  const engine = await startTestEngine({ workers: 1 });
  await engine.apply(aPost('mail', once));
  const running = await engine.trigger('mail');
  const waiting = await engine.trigger('mail');
  const late = async (isLate: boolean) => {
    await engine.settle();
    return (await engine.client.runs.list({ isLate })).runs.map(({ id }) => id);
  };
  await engine.clock.advance(MINUTE_MS);
  expect(await late(true)).toEqual([]);
  await engine.clock.advance(1);
  expect(await late(true)).toEqual([waiting.id]);
  expect(await late(false)).toEqual([running.id]);
  engine.attemptOf(running).end();
  expect(await late(true)).toEqual([]);
  expect(await late(false)).toEqual([waiting.id, running.id]);
});

test('spans of whole ten minutes count endings, shorter ones count runs by their last', async () => {
  const engine = await startTestEngine();
  await engine.apply(aPost('mail', once));
  const run = await engine.trigger('mail');
  engine.attemptOf(run).end(failedWith('exit:1'));
  await engine.settle();
  await engine.clock.advance(20 * MINUTE_MS);
  await engine.client.runs.retry({ ...command(), run: run.id });
  await engine.settle();
  engine.attemptOf(run).end();
  await engine.settle();
  const spans = { from: START_AT, to: engine.clock.wallNow() + 1, job: 'mail' };
  const endings = await engine.client.activity.throughput({ ...spans, bucketMs: 10 * MINUTE_MS });
  expect(endings).toMatchObject({ failed: [1, 0, 0], succeeded: [0, 0, 1], other: [0, 0, 0] });
  const runs = await engine.client.activity.throughput({ ...spans, bucketMs: 7 * MINUTE_MS });
  const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);
  expect([sum(runs.failed), sum(runs.succeeded)]).toEqual([0, 1]);
});

test('hours and days are added up as endings come, and tell the same as their ten minutes', async () => {
  const engine = await startTestEngine();
  await engine.apply(aPost('mail'));
  for (let hour = 0; hour < 3; hour++) {
    const run = await engine.trigger('mail');
    engine.attemptOf(run).end(hour === 1 ? failedWith('http:404') : undefined);
    await engine.clock.advance(HOUR_MS);
  }
  const spans = { from: START_AT, to: START_AT + 3 * HOUR_MS };
  const hours = await engine.client.activity.throughput({ ...spans, bucketMs: HOUR_MS });
  expect(hours).toMatchObject({ succeeded: [1, 0, 1], failed: [0, 1, 0] });
  const days = await engine.client.activity.throughput({ ...spans, bucketMs: 24 * HOUR_MS });
  expect(days).toMatchObject({ succeeded: [2], failed: [1] });
});

test('what comes is merged from triggers, planned runs and retries; what is paused does not come', async () => {
  const engine = await startTestEngine();
  const hourly = { triggers: [{ cron: '0 * * * *' }] };
  await engine.apply(aGet('hourly', hourly), aGet('paused', hourly), aPost('mail'));
  await engine.apply(aGet('report', { retry: { maxAttempts: 3, delays: ['10m'] } }));
  await engine.client.jobs.pause({ ...command(), job: 'paused' });
  const planned = await engine.trigger('mail', {}, START_AT + 90 * MINUTE_MS);
  const failing = await engine.trigger('report');
  engine.attemptOf(failing).end(failedWith('exit:1'));
  const { nextAttemptAt } = await engine.run(failing.id);
  const { upcoming } = await engine.client.activity.upcoming({ until: START_AT + 2 * HOUR_MS });
  expect(upcoming.map(({ at, job, reason }) => [at, job, reason])).toEqual([
    [nextAttemptAt, 'report', 'retry'],
    [START_AT + HOUR_MS, 'hourly', 'trigger'],
    [START_AT + 90 * MINUTE_MS, 'mail', 'scheduled'],
    [START_AT + 2 * HOUR_MS, 'hourly', 'trigger'],
  ]);
  expect(upcoming[2]).toMatchObject({ run: planned.id, trigger: null });
  const { upcoming: day } = await engine.client.activity.upcoming({});
  expect(day.filter(({ job }) => job === 'hourly')).toHaveLength(24);
});

test('what did not run when it was due is told with its reason; a pause is no miss', async () => {
  const engine = await startTestEngine();
  const hourly = { overlap: 'skip', triggers: [{ cron: '0 * * * *' }] };
  await engine.apply(aGet('hourly', hourly), aGet('paused', hourly));
  await engine.client.jobs.pause({ ...command(), job: 'paused' });
  await engine.clock.advance(HOUR_MS);
  const since = engine.clock.wallNow() + 1;
  await engine.clock.advance(HOUR_MS);
  const { occurrences } = await engine.client.activity.missed({ since });
  expect(occurrences).toMatchObject([
    { job: 'hourly', disposition: 'skipped', reason: 'overlap', nominalAt: START_AT + 2 * HOUR_MS },
  ]);
  const { occurrences: sinceStart } = await engine.client.activity.missed({ since: START_AT });
  expect(sinceStart).toEqual(occurrences);
});

test('how long the runs of a job take is summed up from the first start to the end', async () => {
  const engine = await startTestEngine();
  await engine.apply(aPost('mail', once), aPost('idle'));
  for (const seconds of [1, 2, 3, 10]) {
    const run = await engine.trigger('mail');
    await engine.clock.advance(seconds * 1_000);
    engine.attemptOf(run).end(seconds === 10 ? failedWith('exit:1') : undefined);
    await engine.settle();
  }
  const { summaries } = await engine.client.jobs.summaries();
  const [idle, mail] = summaries;
  expect(idle).toMatchObject({ job: 'idle', outcomes: [], medianMs: null, settledCount: 0 });
  expect(mail?.outcomes.map(({ durationMs }) => durationMs)).toEqual([1_000, 2_000, 3_000, 10_000]);
  expect(mail).toMatchObject({
    ...{ medianMs: 2_000, p95Ms: 3_000, succeededCount: 3, settledCount: 4 },
  });
});

test('each person has a desk of their own', async () => {
  const engine = await startTestEngine();
  const { commandId } = command();
  await engine.client.desk.look({ commandId, at: START_AT });
  const other = engine.clientOf('somebody else');
  expect(await engine.client.desk.read()).toEqual({ lastLookedAt: START_AT });
  expect(await other.desk.read()).toEqual({ lastLookedAt: null });
});
