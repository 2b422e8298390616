import { expect, test } from 'vitest';
import { aGet, aPost, command } from '#test/support/raw-jobs.ts';
import { failedWith, SUCCEEDED } from '#test/support/scripted-executor.ts';
import { startTestEngine } from '#test/support/test-engine.ts';

test('a GET by hand is merged into the pending run of the same request', async () => {
  const engine = await startTestEngine({ workers: 1 });
  await engine.apply(aGet('busy'), aGet('report'));
  await engine.trigger('busy');
  const first = await engine.trigger('report', { day: 'monday' });
  const { run, isMerged } = await engine.client.runs.trigger({
    ...command(),
    job: 'report',
    input: { day: 'monday' },
  });
  expect([run.id, isMerged, run.coalescedCount]).toEqual([first.id, true, 1]);
  expect(await engine.runs('report')).toHaveLength(1);
});

test('a GET by hand with another input is a request of its own', async () => {
  const engine = await startTestEngine({ workers: 1 });
  await engine.apply(aGet('busy'), aGet('report'));
  await engine.trigger('busy');
  await engine.trigger('report', { day: 'monday' });
  await engine.trigger('report', { day: 'tuesday' });
  expect(await engine.runs('report')).toHaveLength(2);
});

test('a GET by hand is never skipped, even where the job skips overlapping occurrences', async () => {
  const engine = await startTestEngine();
  await engine.apply(aGet('report', { overlap: 'skip' }));
  const first = await engine.trigger('report');
  const second = await engine.trigger('report');
  expect((await engine.run(second.id)).state).toBe('ready');
  engine.attemptOf(first).end();
  await engine.settle();
  expect((await engine.run(second.id)).state).toBe('running');
});

test('a GET by hand that was put off is not skipped either', async () => {
  const engine = await startTestEngine();
  await engine.apply(aGet('report', { overlap: 'skip' }));
  await engine.trigger('report');
  const later = await engine.trigger('report', {}, engine.clock.wallNow() + 60_000);
  await engine.clock.advance(60_000);
  expect((await engine.run(later.id)).state).toBe('ready');
});

test('a POST by hand is always a new run, queued behind what runs', async () => {
  const engine = await startTestEngine();
  await engine.apply(aPost('pay'));
  const runs = [
    await engine.trigger('pay'),
    await engine.trigger('pay'),
    await engine.trigger('pay'),
  ];
  const states = async () => (await engine.runs('pay')).map(({ state }) => state);
  expect(await states()).toEqual(['running', 'ready', 'ready']);
  engine.attemptOf(runs[0]!).end();
  expect(await states()).toEqual(['succeeded', 'running', 'ready']);
});

test('a lost attempt of a GET is retried by policy', async () => {
  const engine = await startTestEngine();
  await engine.apply(aGet('report'));
  const run = await engine.trigger('report');
  engine.attemptOf(run).end({ kind: 'lost', message: 'nothing was found of it' });
  const after = await engine.run(run.id);
  expect([after.state, after.attempts[0]?.state]).toEqual(['retry_wait', 'lost']);
  expect(after.attempts[0]?.failureClass).toBe('lost');
});

test('a lost attempt of a POST leaves the run unknown, waiting for a person', async () => {
  const engine = await startTestEngine();
  await engine.apply(aPost('pay'));
  const run = await engine.trigger('pay');
  engine.attemptOf(run).end({ kind: 'lost', message: 'nothing was found of it' });
  await engine.clock.advance(86_400_000);
  const after = await engine.run(run.id);
  expect([after.state, after.attempts.length]).toEqual(['unknown', 1]);
});

test('a lost attempt of a POST that says it is idempotent is treated like that of a GET', async () => {
  const engine = await startTestEngine();
  await engine.apply(aPost('pay', { idempotent: true, retry: { retryOn: ['lost'] } }));
  const run = await engine.trigger('pay');
  engine.attemptOf(run).end({ kind: 'lost', message: 'nothing was found of it' });
  expect((await engine.run(run.id)).state).toBe('retry_wait');
});

test.each(['no_answer', 'timeout'] as const)(
  'a POST whose request was sent and got no answer (%s) is unknown',
  async (failureClass) => {
    const engine = await startTestEngine();
    await engine.apply(aPost('pay', { target: 'http://127.0.0.1:9/pay' }));
    const run = await engine.trigger('pay');
    const kind = failureClass === 'timeout' ? 'timed_out' : 'failed';
    engine.attemptOf(run).end(failedWith(failureClass, { kind }));
    expect((await engine.run(run.id)).state).toBe('unknown');
  },
);

test('a GET whose request was sent and got no answer is retried by policy', async () => {
  const engine = await startTestEngine();
  await engine.apply(aGet('report', { target: 'http://127.0.0.1:9/report' }));
  const run = await engine.trigger('report');
  engine.attemptOf(run).end(failedWith('no_answer'));
  expect((await engine.run(run.id)).state).toBe('retry_wait');
});

test('a POST request that was never sent is retried by policy', async () => {
  const engine = await startTestEngine();
  await engine.apply(aPost('pay', { target: 'http://127.0.0.1:9/pay' }));
  const run = await engine.trigger('pay');
  engine.attemptOf(run).end(failedWith('network'));
  expect((await engine.run(run.id)).state).toBe('retry_wait');
});

test('a run that succeeded is never executed again', async () => {
  const engine = await startTestEngine();
  await engine.apply(aPost('pay'));
  const run = await engine.trigger('pay');
  engine.attemptOf(run).end(SUCCEEDED);
  await engine.settle();
  await expect(engine.client.runs.retry({ ...command(), run: run.id })).rejects.toMatchObject({
    code: 'CONFLICT',
    message: expect.stringContaining('a succeeded run is never executed again') as string,
  });
});

test('every attempt of a run carries the same idempotency key, and no other run carries it', async () => {
  const engine = await startTestEngine();
  await engine.apply(aPost('pay', { overlap: 'allow' }));
  const run = await engine.trigger('pay');
  engine.attemptOf(run).end(failedWith('exit:1'));
  await engine.clock.advance(60_000);
  const other = await engine.trigger('pay');
  const [first, second, third] = engine.executor.attempts.map(({ request }) => request);
  expect(second?.attemptNumber).toBe(2);
  expect(second?.idempotencyKey).toBe(first?.idempotencyKey);
  expect(third?.runId).toBe(other.id);
  expect(third?.idempotencyKey).not.toBe(first?.idempotencyKey);
});

test('an orderly stop interrupts a GET, which uses up no attempt and starts again', async () => {
  const engine = await startTestEngine();
  await engine.apply(aGet('report', { retry: { maxAttempts: 1 } }));
  const run = await engine.trigger('report');
  engine
    .attemptOf(run)
    .end({ kind: 'interrupted', hasStarted: true, message: 'the engine stopped' });
  const after = await engine.run(run.id);
  expect([after.state, after.attempts.map(({ state }) => state)]).toEqual([
    'running',
    ['interrupted', 'running'],
  ]);
});

test('an orderly stop of a GET that somebody cancels cancels it', async () => {
  const engine = await startTestEngine();
  await engine.apply(aGet('report'));
  const run = await engine.trigger('report');
  await engine.client.runs.cancel({ ...command(), run: run.id });
  engine
    .attemptOf(run)
    .end({ kind: 'interrupted', hasStarted: true, message: 'the engine stopped' });
  expect((await engine.run(run.id)).state).toBe('cancelled');
});

test('an orderly stop leaves a POST that was under way unknown', async () => {
  const engine = await startTestEngine();
  await engine.apply(aPost('pay'));
  const run = await engine.trigger('pay');
  engine
    .attemptOf(run)
    .end({ kind: 'interrupted', hasStarted: true, message: 'the engine stopped' });
  expect((await engine.run(run.id)).state).toBe('unknown');
});

test('a POST that certainly never began starts again by itself', async () => {
  const engine = await startTestEngine();
  await engine.apply(aPost('pay'));
  const run = await engine.trigger('pay');
  engine.attemptOf(run).end({ kind: 'interrupted', hasStarted: false, message: 'never begun' });
  expect((await engine.run(run.id)).state).toBe('running');
});
