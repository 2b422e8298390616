import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { AttemptRequest } from '#engine/core/executor.ts';
import { createBuiltinExecutor, type BuiltinHandler } from '#engine/executors/builtin-executor.ts';
import type { BuiltinContext } from '#engine/executors/builtin/builtin-handler.ts';
import { createStandardHandlers } from '#engine/executors/builtin/standard-handlers.ts';
import { createAttemptLogReader } from '#engine/executors/log/capped-log-reader.ts';
import { createCappedLog } from '#engine/executors/log/capped-log.ts';
import { anAttemptRequest } from '#test/support/attempt-request.ts';
import { withCountedTimers } from '#test/support/counted-timers.ts';
import { createRecordedReport } from '#test/support/recorded-report.ts';
import { createTestClock, everythingElse } from '#test/support/test-clock.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nightdesk-builtin-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

/** An attempt with a handler of the test's own, called `it`, unless the request names another target. */
function start(handler: BuiltinHandler, unusual: Partial<AttemptRequest> = {}) {
  const { clock, armedCount } = withCountedTimers(createTestClock());
  const request = anAttemptRequest({ target: 'builtin:it', ...unusual });
  const executor = createBuiltinExecutor({
    openLog: (token) => createCappedLog(join(folder, token)),
    clock,
    handlers: { ...createStandardHandlers(clock), it: handler },
  });
  const report = createRecordedReport();
  const handle = executor.start(request, report);
  const output = async () => {
    const { bytes } = await createAttemptLogReader(folder).read(request.token, 0, 10_000);
    return Buffer.from(bytes).toString();
  };
  return { clock, armedCount, request, report, handle, output };
}

/** A handler that settles when the test says so. */
function heldWork() {
  const held = Promise.withResolvers<{ message: string } | undefined>();
  const contexts: BuiltinContext[] = [];
  const handler: BuiltinHandler = (context) => {
    contexts.push(context);
    return held.promise;
  };
  return { ...held, handler, context: () => contexts[0]! };
}

describe('a handler that returns at once', () => {
  test('has succeeded before start returns, and leaves nothing behind on the disk', async () => {
    const { report } = start(() => undefined);
    expect(report.hasStarted).toBe(true);
    expect(report.outcome).toEqual({
      kind: 'succeeded',
      exitCode: null,
      httpStatus: null,
      message: null,
      output: null,
    });
    expect(await readdir(folder)).toEqual([]);
  });

  test('may say in a message what it came to', () => {
    const { report } = start(() => ({ message: '3 rows tidied' }));
    expect(report.outcome).toMatchObject({ kind: 'succeeded', message: '3 rows tidied' });
  });

  test('hands on an object, and no more than 64 KB of it', () => {
    const { report } = start(() => ({ output: { rows: 3 } }));
    expect(report.outcome).toMatchObject({ output: { value: { rows: 3 }, fault: null } });
    const long = start(() => ({ output: { text: 'x'.repeat(70_000) } }));
    expect(long.report.outcome).toMatchObject({ output: { fault: 'it is longer than 64 KB' } });
  });

  test('fails with what it throws, and the stack is in the output', async () => {
    const { report, output } = start(() => {
      throw new RangeError('no such shelf');
    });
    expect(await report.whenEnded).toMatchObject({
      kind: 'failed',
      failureClass: 'error',
      message: 'no such shelf',
    });
    expect(await output()).toMatch(/^RangeError: no such shelf\n\s+at /);
  });

  test('fails readably even if it throws what is no error', async () => {
    const { report } = start(() => {
      // eslint-disable-next-line @typescript-eslint/only-throw-error -- what a careless handler does
      throw { shelf: 7 };
    });
    expect(await report.whenEnded).toMatchObject({ message: '{ shelf: 7 }' });
  });

  test('has its output on the disk before its end is reported', async () => {
    const { report, output } = start(({ log }) => {
      log('tidying\n');
      return undefined;
    });
    expect(report.outcome).toBeNull();
    await report.whenEnded;
    expect(await output()).toBe('tidying\n');
  });

  test('costs no timer', () => {
    expect(start(() => undefined).armedCount()).toBe(0);
  });

  test('is past cancelling and releasing', () => {
    const { report, handle } = start(() => undefined);
    handle.cancel();
    handle.release();
    expect(report.outcome).toMatchObject({ kind: 'succeeded' });
  });
});

describe('a handler that takes its time', () => {
  test('is told its input, its key and its circumstances', () => {
    const { handler, context } = heldWork();
    start(handler, {
      input: { shelf: 7 },
      attemptNumber: 3,
      origin: 'catch_up',
      nominalAt: 1_000,
      lateByMs: 20,
      coalescedCount: 2,
    });
    expect(context()).toMatchObject({
      input: { shelf: 7 },
      idempotencyKey: 'key-1',
      runId: 'run-1',
      attemptNumber: 3,
      origin: 'catch_up',
      nominalAt: 1_000,
      lateByMs: 20,
      coalescedCount: 2,
    });
  });

  test('succeeds when its promise is kept', async () => {
    const work = heldWork();
    const { report, armedCount } = start(work.handler);
    expect(report.outcome).toBeNull();
    expect(armedCount()).toBe(1);
    work.resolve({ message: 'tidied' });
    expect(await report.whenEnded).toMatchObject({ kind: 'succeeded', message: 'tidied' });
    expect(armedCount()).toBe(0);
  });

  test('fails when its promise is broken, with the stack in the output', async () => {
    const work = heldWork();
    const { report, output } = start(work.handler);
    work.reject(new Error('the shelf fell'));
    expect(await report.whenEnded).toMatchObject({
      kind: 'failed',
      failureClass: 'error',
      message: 'the shelf fell',
    });
    expect(await output()).toContain('Error: the shelf fell\n');
  });

  test('is told when its time is up, and has timed out once it has let go', async () => {
    const work = heldWork();
    const { clock, report } = start(work.handler, { timeoutMs: 5_000 });
    const { signal } = work.context();
    await clock.advance(4_999);
    expect(signal.aborted).toBe(false);
    await clock.advance(1);
    expect(signal.aborted).toBe(true);
    expect(report.outcome).toBeNull();
    work.resolve(undefined);
    expect(await report.whenEnded).toMatchObject({
      kind: 'timed_out',
      failureClass: 'timeout',
      message: 'Not done within 5s',
    });
  });

  test('that has timed out cannot be cancelled any more', async () => {
    const work = heldWork();
    const { clock, report, handle } = start(work.handler, { timeoutMs: 5_000 });
    await clock.advance(5_000);
    handle.cancel();
    work.resolve(undefined);
    expect(await report.whenEnded).toMatchObject({ kind: 'timed_out' });
  });

  test('that never lets go is given up after the grace, and its attempt says so', async () => {
    const work = heldWork();
    const { clock, report } = start(work.handler, { timeoutMs: 5_000, killGraceMs: 2_000 });
    await clock.advance(6_999);
    expect(report.outcome).toBeNull();
    await clock.advance(1);
    expect(report.outcome).toMatchObject({
      kind: 'timed_out',
      message: 'Not done within 5s; the handler has not reacted and may still be at work',
    });
    work.reject(new Error('much later'));
    work.context().log('much later');
    await everythingElse();
    expect(await readdir(folder)).toEqual([]);
  });

  test('is cancelled once it has let go, whether it returns or throws then', async () => {
    for (const letGo of ['resolve', 'reject'] as const) {
      const work = heldWork();
      const { report, handle, armedCount } = start(work.handler);
      const { signal } = work.context();
      handle.cancel();
      handle.cancel();
      await everythingElse();
      expect(signal.aborted).toBe(true);
      expect(report.outcome).toBeNull();
      if (letGo === 'resolve') work.resolve(undefined);
      else work.reject(new Error('aborted'));
      expect(await report.whenEnded).toMatchObject({ kind: 'cancelled', exitCode: null });
      expect(armedCount()).toBe(0);
      expect(await readdir(folder)).toEqual([]);
    }
  });

  test('that asks for its signal only after the cancellation finds it aborted', () => {
    const work = heldWork();
    const { handle } = start(work.handler);
    handle.cancel();
    expect(work.context().signal.aborted).toBe(true);
  });

  test('is interrupted at once when the engine stops', () => {
    const work = heldWork();
    const { report, handle } = start(work.handler);
    const { signal } = work.context();
    handle.release();
    expect(signal.aborted).toBe(true);
    expect(report.outcome).toMatchObject({ kind: 'interrupted', hasStarted: true });
  });

  test('that was being cancelled when the engine stops is cancelled', () => {
    const { report, handle } = start(heldWork().handler);
    handle.cancel();
    handle.release();
    expect(report.outcome).toMatchObject({ kind: 'cancelled' });
  });
});

describe('the handlers that every engine has', () => {
  const unused: BuiltinHandler = () => undefined;

  test('noop succeeds', () => {
    const { report } = start(unused, { target: 'builtin:noop' });
    expect(report.outcome).toMatchObject({ kind: 'succeeded' });
  });

  test('sleep takes as long as it was told to', async () => {
    const { clock, report } = start(unused, { target: 'builtin:sleep', input: { ms: 500 } });
    await clock.advance(499);
    expect(report.outcome).toBeNull();
    await clock.advance(1);
    expect(report.outcome).toMatchObject({ kind: 'succeeded' });
  });

  test('sleep wakes up when it is cancelled', async () => {
    const sleeper = start(unused, { target: 'builtin:sleep', input: { ms: 500 } });
    sleeper.handle.cancel();
    expect(await sleeper.report.whenEnded).toMatchObject({ kind: 'cancelled' });
  });

  test.each([undefined, -1, '5', 2 ** 31])('sleep refuses %j milliseconds', async (ms) => {
    const input = ms === undefined ? {} : { ms };
    const { report } = start(unused, { target: 'builtin:sleep', input });
    expect(await report.whenEnded).toMatchObject({
      failureClass: 'error',
      message: 'sleep needs "ms", a number of milliseconds from 0 to 2147483647',
    });
  });

  test('fail fails with the message it was given', async () => {
    const { report } = start(unused, { target: 'builtin:fail', input: { message: 'oh no' } });
    expect(await report.whenEnded).toMatchObject({ failureClass: 'error', message: 'oh no' });
  });

  test.each(['tidy', 'constructor', ''])(
    'an unknown one, "%s", fails and names the others',
    (name) => {
      const { report } = start(unused, { target: `builtin:${name}` });
      expect(report.hasStarted).toBe(false);
      expect(report.outcome).toMatchObject({
        kind: 'failed',
        failureClass: 'error',
        message: `No builtin is called "${name}"; there are fail, it, noop, sleep`,
      });
    },
  );
});

test('an attempt that a dead engine had started is lost', async () => {
  const executor = createBuiltinExecutor({
    openLog: (token) => createCappedLog(join(folder, token)),
    clock: createTestClock(),
    handlers: {},
  });
  const report = createRecordedReport();
  executor.resume(anAttemptRequest(), report);
  expect(report.outcome).toBeNull();
  expect(await report.whenEnded).toMatchObject({ kind: 'lost' });
});
