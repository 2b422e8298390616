import { expect, test } from 'vitest';
import { aGet, aPost, command } from '#test/support/raw-jobs.ts';
import { failedWith } from '#test/support/scripted-executor.ts';
import { startTestEngine } from '#test/support/test-engine.ts';
import type { TestEngine } from '#test/support/test-engine.ts';

/** Fails the run's open attempt, and answers with the run as it then is. */
async function fail(
  engine: TestEngine,
  id: string,
  failureClass: Parameters<typeof failedWith>[0],
) {
  engine.attemptOf({ id }).end(failedWith(failureClass));
  return engine.run(id);
}

test('a retried run backs off exponentially, at the instants that were stored when each attempt ended', async () => {
  const engine = await startTestEngine();
  await engine.apply(aGet('report', { retry: { jitter: 'none', initialDelay: '10s' } }));
  const { id } = await engine.trigger('report');
  const delays: (number | null)[] = [];
  for (let attempt = 1; attempt <= 4; attempt++) {
    const failed = await fail(engine, id, 'exit:1');
    delays.push(failed.attempts.at(-1)?.retryDelayMs ?? null);
    expect(failed.nextAttemptAt).toBe(engine.clock.wallNow() + (delays.at(-1) ?? 0));
    await engine.clock.advance((delays.at(-1) ?? 0) - 1);
    expect((await engine.run(id)).state).toBe('retry_wait');
    await engine.clock.advance(1);
    expect((await engine.run(id)).state).toBe('running');
  }
  expect(delays).toEqual([10_000, 20_000, 40_000, 80_000]);
  expect((await fail(engine, id, 'exit:1')).state).toBe('failed');
});

test('a GET gets five attempts and a POST three, the first included', async () => {
  const engine = await startTestEngine();
  await engine.apply(aGet('report'), aPost('pay'));
  for (const job of ['report', 'pay']) {
    const { id } = await engine.trigger(job);
    let run = await fail(engine, id, 'exit:1');
    while (run.state === 'retry_wait') {
      await engine.clock.advance((run.nextAttemptAt ?? 0) - engine.clock.wallNow());
      run = await fail(engine, id, 'exit:1');
    }
    expect([job, run.state, run.attempts.length]).toEqual([
      job,
      'failed',
      job === 'report' ? 5 : 3,
    ]);
  }
});

test('a GET is not retried on client errors other than 408, 425 and 429', async () => {
  const engine = await startTestEngine();
  await engine.apply(aGet('page', { target: 'http://127.0.0.1:9/', overlap: 'allow' }));
  for (const [failure, state] of [
    ['http:404', 'failed'],
    ['http:408', 'retry_wait'],
    ['http:425', 'retry_wait'],
    ['http:429', 'retry_wait'],
    ['http:500', 'retry_wait'],
  ] as const) {
    const { id } = await engine.trigger('page', { failure });
    expect([failure, (await fail(engine, id, failure)).state]).toEqual([failure, state]);
  }
});

test('a POST is retried only when it was never sent, was told to come back, or said that it failed', async () => {
  const engine = await startTestEngine();
  await engine.apply(aPost('pay', { overlap: 'allow' }));
  for (const [failure, state] of [
    ['network', 'retry_wait'],
    ['http:429', 'retry_wait'],
    ['http:503', 'retry_wait'],
    ['exit:3', 'retry_wait'],
    ['http:500', 'failed'],
    ['signal', 'failed'],
    ['spawn', 'failed'],
    ['error', 'failed'],
  ] as const) {
    const { id } = await engine.trigger('pay');
    expect([failure, (await fail(engine, id, failure)).state]).toEqual([failure, state]);
  }
});

test('an idempotent POST is retried also where nobody knows whether it acted', async () => {
  const engine = await startTestEngine();
  const retry = { jitter: 'none' };
  const target = 'http://127.0.0.1:9/';
  await engine.apply(aPost('pay', { target, idempotent: true, overlap: 'allow', retry }));
  for (const [failure, state] of [
    ['no_answer', 'retry_wait'],
    ['timeout', 'retry_wait'],
    ['http:503', 'retry_wait'],
    ['http:500', 'failed'],
  ] as const) {
    const { id } = await engine.trigger('pay');
    expect([failure, (await fail(engine, id, failure)).state]).toEqual([failure, state]);
  }
  const { id } = await engine.trigger('pay');
  engine.attemptOf({ id }).end({ kind: 'lost', message: 'nothing was found of it' });
  expect((await engine.run(id)).state).toBe('retry_wait');
});

test('noRetryOn wins over retryOn', async () => {
  const engine = await startTestEngine();
  await engine.apply(
    aGet('report', { retry: { retryOn: ['exit'], noRetryOn: ['exit:2'] }, overlap: 'allow' }),
  );
  const one = await engine.trigger('report', { n: 1 });
  const two = await engine.trigger('report', { n: 2 });
  expect((await fail(engine, one.id, 'exit:1')).state).toBe('retry_wait');
  expect((await fail(engine, two.id, 'exit:2')).state).toBe('failed');
});

test('Retry-After is respected where it asks for more than the policy', async () => {
  const engine = await startTestEngine();
  await engine.apply(aPost('pay', { target: 'http://127.0.0.1:9/', retry: { jitter: 'none' } }));
  const { id } = await engine.trigger('pay');
  engine.attemptOf({ id }).end(failedWith('http:503', { retryAfterMs: 120_000 }));
  expect((await engine.run(id)).nextAttemptAt).toBe(engine.clock.wallNow() + 120_000);
});

test('no attempt starts later than maxElapsed after the first one', async () => {
  const engine = await startTestEngine();
  const retry = { backoff: 'fixed', initialDelay: '40s', jitter: 'none', maxElapsed: '1m' };
  await engine.apply(aGet('report', { retry: { ...retry, maxAttempts: 10 } }));
  const { id } = await engine.trigger('report');
  expect((await fail(engine, id, 'exit:1')).state).toBe('retry_wait');
  await engine.clock.advance(40_000);
  expect((await fail(engine, id, 'exit:1')).state).toBe('failed');
});

test('a list of delays is followed, its last entry repeated', async () => {
  const engine = await startTestEngine();
  const retry = { backoff: 'list', delays: ['5s', '1m'], jitter: 'none' };
  await engine.apply(aGet('report', { retry }));
  const { id } = await engine.trigger('report');
  const delays: (number | null | undefined)[] = [];
  for (let attempt = 1; attempt <= 3; attempt++) {
    delays.push((await fail(engine, id, 'exit:1')).attempts.at(-1)?.retryDelayMs);
    await engine.clock.advance(60_000);
  }
  expect(delays).toEqual([5_000, 60_000, 60_000]);
});

test.each([
  ['none', 10_000],
  ['equal', 7_500],
  ['full', 5_000],
] as const)(
  'jitter %s with the middle of all random numbers makes 10 s into %i ms',
  async (jitter, ms) => {
    const engine = await startTestEngine({ random: () => 0.5 });
    await engine.apply(aGet('report', { retry: { jitter } }));
    const { id } = await engine.trigger('report');
    expect((await fail(engine, id, 'exit:1')).attempts[0]?.retryDelayMs).toBe(ms);
  },
);

test('onExhausted hold keeps the run for a person, who releases it', async () => {
  const engine = await startTestEngine();
  await engine.apply(aPost('pay', { retry: { maxAttempts: 1, onExhausted: 'hold' } }));
  const { id } = await engine.trigger('pay');
  expect((await fail(engine, id, 'exit:1')).state).toBe('held');
  await engine.client.runs.release({ ...command(), run: id });
  expect((await engine.run(id)).state).toBe('running');
});

test('onExhausted pause_trigger stops the trigger until the job is resumed', async () => {
  const engine = await startTestEngine();
  const retry = { maxAttempts: 1, onExhausted: 'pause_trigger' };
  await engine.apply(aPost('pay', { retry, triggers: [{ interval: '1m' }] }));
  await engine.clock.advance(60_000);
  const [run] = await engine.runs('pay');
  await fail(engine, run?.id ?? '', 'exit:1');
  await engine.clock.advance(60_000);
  expect((await engine.occurrences('pay')).map(({ reason }) => reason)).toEqual([
    null,
    'trigger_paused',
  ]);
  await engine.client.jobs.resume({ ...command(), job: 'pay' });
  await engine.clock.advance(60_000);
  expect(await engine.runs('pay')).toHaveLength(2);
});

test('retry now skips the rest of the delay', async () => {
  const engine = await startTestEngine();
  await engine.apply(aGet('report'));
  const { id } = await engine.trigger('report');
  await fail(engine, id, 'exit:1');
  await engine.client.runs.retry({ ...command(), run: id });
  expect((await engine.run(id)).state).toBe('running');
});

test('a retry by hand grants one more attempt, and numbering goes on', async () => {
  const engine = await startTestEngine();
  await engine.apply(aGet('report', { retry: { maxAttempts: 1 } }));
  const { id } = await engine.trigger('report');
  expect((await fail(engine, id, 'exit:1')).state).toBe('failed');
  await engine.client.runs.retry({ ...command(), run: id });
  const again = await fail(engine, id, 'exit:1');
  expect([again.state, again.attempts.map(({ number }) => number)]).toEqual(['failed', [1, 2]]);
});

test('a POST with a lost attempt is not retried, even after a person said that it failed', async () => {
  const engine = await startTestEngine();
  await engine.apply(aPost('pay'));
  const { id } = await engine.trigger('pay');
  engine.attemptOf({ id }).end({ kind: 'lost', message: 'nothing was found of it' });
  await engine.settle();
  await engine.client.runs.resolve({
    ...command('no booking in the ledger'),
    run: id,
    as: 'failed',
  });
  await expect(engine.client.runs.retry({ ...command(), run: id })).rejects.toMatchObject({
    code: 'CONFLICT',
  });
});
