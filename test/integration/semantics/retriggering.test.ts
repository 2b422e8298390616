import { expect, test } from 'vitest';
import { aGet, aPost, command } from '#test/support/raw-jobs.ts';
import { failedWith } from '#test/support/scripted-executor.ts';
import { startTestEngine } from '#test/support/test-engine.ts';

test('a retrigger is a new run with the same input, linked to its origin, with actor and reason', async () => {
  const engine = await startTestEngine();
  await engine.apply(aPost('mail', { retry: { maxAttempts: 1 } }));
  const original = await engine.trigger('mail', { to: 'ada' });
  engine.attemptOf(original).end(failedWith('exit:1'));
  const before = await engine.run(original.id);
  const { run } = await engine.client.runs.retrigger({
    ...command('she asked again'),
    run: original.id,
  });
  expect(run).toMatchObject({
    origin: 'retrigger',
    retriggerOf: original.id,
    rootRun: original.id,
    input: { to: 'ada' },
    inputDiff: null,
    actor: 'tester',
    reason: 'she asked again',
  });
  expect(await engine.run(original.id)).toEqual(before);
});

test('an edited retrigger stores what was changed', async () => {
  const engine = await startTestEngine();
  await engine.apply(aPost('mail'));
  const original = await engine.trigger('mail', { to: 'ada', copy: { bob: true } });
  engine.attemptOf(original).end();
  await engine.settle();
  const input = { to: 'ada@example.org', copy: {} };
  const { run } = await engine.client.runs.retrigger({
    ...{ ...command('she moved'), run: original.id, input },
  });
  expect(run.inputDiff).toEqual([
    { path: 'copy.bob', before: true },
    { path: 'to', before: 'ada', after: 'ada@example.org' },
  ]);
});

test('the root of a chain of retriggers is its first run', async () => {
  const engine = await startTestEngine();
  await engine.apply(aPost('mail', { overlap: 'allow' }));
  const first = await engine.trigger('mail');
  const second = (await engine.client.runs.retrigger({ ...command(), run: first.id })).run;
  const third = (await engine.client.runs.retrigger({ ...command(), run: second.id })).run;
  expect([third.retriggerOf, third.rootRun]).toEqual([second.id, first.id]);
});

test('a retrigger of a POST takes a new idempotency key, or the same on request', async () => {
  const engine = await startTestEngine();
  await engine.apply(aPost('mail', { overlap: 'allow' }));
  const original = await engine.trigger('mail');
  const again = (await engine.client.runs.retrigger({ ...command(), run: original.id })).run;
  const same = (
    await engine.client.runs.retrigger({ ...command(), run: original.id, idempotencyKey: 'same' })
  ).run;
  expect(again.idempotencyKey).not.toBe(original.idempotencyKey);
  expect(same.idempotencyKey).toBe(original.idempotencyKey);
});

test('a POST that succeeded is done again only for a reason; with its own key, or failed, needs none', async () => {
  const engine = await startTestEngine();
  await engine.apply(aPost('mail', { overlap: 'allow', retry: { maxAttempts: 1 } }));
  await engine.apply(aGet('report', { overlap: 'allow' }));
  const endedWith = async (job: string, outcome?: ReturnType<typeof failedWith>) => {
    const { id } = await engine.trigger(job);
    engine.attemptOf({ id }).end(outcome);
    return (await engine.run(id)).id;
  };
  const run = await endedWith('mail');
  const again = (reason: string | null) =>
    engine.client.runs.retrigger({ ...command(reason), run, idempotencyKey: 'new' });
  for (const reason of [null, '  ']) {
    await expect(again(reason)).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      message: 'say why: this POST has succeeded, and doing it again needs a reason',
      data: { problems: [{ place: 'reason' }] },
    });
  }
  expect(await engine.runs('mail')).toHaveLength(1);
  expect((await again('the mail got lost')).run.reason).toBe('the mail got lost');
  const harmless = [
    { run, idempotencyKey: 'same' as const },
    { run: await endedWith('mail', failedWith('exit:1')) },
    { run: await endedWith('report') },
  ];
  for (const request of harmless) {
    const made = await engine.client.runs.retrigger({ ...command(), ...request });
    expect(made.run.retriggerOf).toBe(request.run);
  }
});

test('a retrigger uses the current definition, or the one as it ran', async () => {
  const engine = await startTestEngine();
  await engine.apply(aPost('mail', { overlap: 'allow' }));
  const original = await engine.trigger('mail');
  await engine.apply(aPost('mail', { overlap: 'allow', timeout: '5m' }));
  const current = (await engine.client.runs.retrigger({ ...command(), run: original.id })).run;
  const asItRan = (
    await engine.client.runs.retrigger({ ...command(), run: original.id, revision: 'as_it_ran' })
  ).run;
  expect([current.revision, asItRan.revision]).toEqual([2, 1]);
});

test('an edited input that breaks the schema is refused with the field, and nothing is made', async () => {
  const engine = await startTestEngine();
  const inputSchema = { type: 'object', required: ['to'], properties: { to: { type: 'string' } } };
  await engine.apply(aPost('mail', { inputSchema }));
  const original = await engine.trigger('mail', { to: 'ada' });
  await expect(
    engine.client.runs.retrigger({ ...command(), run: original.id, input: {} }),
  ).rejects.toMatchObject({
    code: 'INVALID_INPUT',
    message: 'the input lacks "to", which the job requires',
  });
  expect(await engine.runs('mail')).toHaveLength(1);
});

test('the same command sent again makes no second run and is answered with the first', async () => {
  const engine = await startTestEngine();
  await engine.apply(aPost('mail', { overlap: 'allow' }));
  const twice = { ...command(), job: 'mail' };
  const [first, second] = await Promise.all([
    engine.client.runs.trigger(twice),
    engine.client.runs.trigger(twice),
  ]);
  const third = await engine.client.runs.trigger(twice);
  expect([second.run.id, third.run.id]).toEqual([first.run.id, first.run.id]);
  expect(await engine.runs('mail')).toHaveLength(1);
});

test('cancelling a run that waits ends it at once', async () => {
  const engine = await startTestEngine();
  await engine.apply(aPost('mail'));
  await engine.trigger('mail');
  const waiting = await engine.trigger('mail');
  const { run } = await engine.client.runs.cancel({ ...command('not needed'), run: waiting.id });
  expect([run.state, run.message]).toEqual(['cancelled', 'not needed']);
});

test('a running run is cancelled only once its attempt is gone', async () => {
  const engine = await startTestEngine();
  await engine.apply(aPost('mail'));
  const running = await engine.trigger('mail');
  const { run } = await engine.client.runs.cancel({ ...command(), run: running.id });
  await engine.settle();
  expect(run.state).toBe('running');
  expect(engine.attemptOf(running).isCancelled).toBe(true);
  engine.attemptOf(running).end({ kind: 'cancelled', exitCode: 143, message: 'ended on request' });
  expect((await engine.run(running.id)).state).toBe('cancelled');
});

test('an attempt that is being ended says so, also if its process turns out to exist only then', async () => {
  const engine = await startTestEngine();
  await engine.apply(aPost('mail', { target: 'exec:mail' }));
  const { id } = await engine.trigger('mail');
  const attemptState = async () => (await engine.run(id)).attempts.map(({ state }) => state);
  expect(await attemptState()).toEqual(['starting']);
  await engine.client.runs.cancel({ ...command(), run: id });
  expect(await attemptState()).toEqual(['cancelling']);
  engine.attemptOf({ id }).started();
  expect(await attemptState()).toEqual(['cancelling']);
  engine.attemptOf({ id }).end({ kind: 'cancelled', exitCode: 143, message: 'ended on request' });
  expect(await attemptState()).toEqual(['cancelled']);
  expect(engine.fatal).toEqual([]);
});

test('a cancelled run is not retried by policy when its attempt fails first', async () => {
  const engine = await startTestEngine();
  await engine.apply(aGet('report'));
  const running = await engine.trigger('report');
  await engine.client.runs.cancel({ ...command(), run: running.id });
  engine.attemptOf(running).end(failedWith('exit:1'));
  expect((await engine.run(running.id)).state).toBe('cancelled');
});

test('a cancelled run can be retried', async () => {
  const engine = await startTestEngine();
  await engine.apply(aPost('mail'));
  await engine.trigger('mail');
  const waiting = await engine.trigger('mail');
  await engine.client.runs.cancel({ ...command(), run: waiting.id });
  await engine.client.runs.retry({ ...command(), run: waiting.id });
  expect((await engine.run(waiting.id)).state).toBe('ready');
});

test('resolving an unknown run needs a reason', async () => {
  const engine = await startTestEngine();
  await engine.apply(aPost('mail'));
  const { id } = await engine.trigger('mail');
  engine.attemptOf({ id }).end({ kind: 'lost', message: 'nothing was found of it' });
  await engine.settle();
  await expect(
    engine.client.runs.resolve({ ...command(), run: id, as: 'succeeded' }),
  ).rejects.toMatchObject({ code: 'INVALID_INPUT' });
});

test.each([
  ['succeeded', 'succeeded'],
  ['failed', 'failed'],
  ['ready', 'running'],
] as const)('an unknown run resolved as %s becomes %s', async (as, state) => {
  const engine = await startTestEngine();
  await engine.apply(aPost('mail'));
  const { id } = await engine.trigger('mail');
  engine.attemptOf({ id }).end({ kind: 'lost', message: 'nothing was found of it' });
  await engine.settle();
  await engine.client.runs.resolve({ ...command('seen in the mailbox'), run: id, as });
  expect((await engine.run(id)).state).toBe(state);
});

test('an unknown run that is resolved as ready is no longer to be cancelled', async () => {
  const engine = await startTestEngine();
  await engine.apply(aPost('mail'));
  const { id } = await engine.trigger('mail');
  await engine.client.runs.cancel({ ...command(), run: id });
  engine.attemptOf({ id }).end({ kind: 'lost', message: 'nothing was found of it' });
  await engine.settle();
  await engine.client.runs.resolve({ ...command('not in the mailbox'), run: id, as: 'ready' });
  await engine.settle();
  engine.attemptOf({ id }).end(failedWith('exit:1'));
  expect((await engine.run(id)).state).toBe('retry_wait');
});

test('a run resolved as ready can be cancelled again', async () => {
  const engine = await startTestEngine();
  await engine.apply(aPost('mail'));
  const { id } = await engine.trigger('mail');
  await engine.client.runs.cancel({ ...command(), run: id });
  engine.attemptOf({ id }).end({ kind: 'lost', message: 'nothing was found of it' });
  await engine.settle();
  await engine.client.runs.resolve({ ...command('it did nothing'), run: id, as: 'ready' });
  await engine.settle();
  expect(engine.attemptOf({ id }).isCancelled).toBe(false);
  await engine.client.runs.cancel({ ...command(), run: id });
  await engine.settle();
  expect(engine.attemptOf({ id }).isCancelled).toBe(true);
});

test('a GET that an orderly stop interrupts while it is being cancelled does not start again', async () => {
  const engine = await startTestEngine();
  await engine.apply(aGet('report'));
  const { id } = await engine.trigger('report');
  await engine.client.runs.cancel({ ...command(), run: id });
  engine
    .attemptOf({ id })
    .end({ kind: 'interrupted', hasStarted: true, message: 'the engine stopped' });
  expect((await engine.run(id)).state).toBe('cancelled');
});

test('a held run stays where it is until it is released, and then goes on from there', async () => {
  const engine = await startTestEngine();
  await engine.apply(aPost('mail'));
  const at = engine.clock.wallNow() + 60_000;
  const run = await engine.trigger('mail', {}, at);
  await engine.client.runs.hold({ ...command('wait for the auditor'), run: run.id });
  await engine.clock.advance(120_000);
  expect((await engine.run(run.id)).state).toBe('held');
  const released = await engine.client.runs.release({ ...command(), run: run.id });
  expect(released.run.state).toBe('scheduled');
  await engine.clock.advance(1_000);
  expect((await engine.run(run.id)).state).toBe('running');
});
