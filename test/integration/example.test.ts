import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Job } from '#shared/contract/job-schema.ts';
import type { Run } from '#shared/contract/run-schema.ts';
import { HESITANT_MAIL_SERVICE } from '#test/support/hesitant-mail-service.ts';
import type { ServedEngine, StartOptions } from '#test/support/nightdesk-process.ts';
import {
  makeTemporaryFolder,
  runCommand,
  runJson,
  startNightdesk,
  startServe,
} from '#test/support/nightdesk-process.ts';

const DAY_MS = 86_400_000;

/** The example in a data folder of its own, as a person at the command line has it. */
function createDesk() {
  const folder = makeTemporaryFolder();
  const data = ['--data', folder.path];
  const inWorkspace = (file: string) => path.join(folder.path, 'workspace', file);
  return {
    path: folder.path,
    remove: folder.remove,
    serve: (options?: StartOptions) => startServe(folder.path, ['--example'], options),
    command: (...args: readonly string[]) => runCommand([...args, ...data]),
    json: <Answer>(...args: readonly string[]) => runJson<Answer>([...args, ...data]),
    file: inWorkspace,
    read: (file: string) => readFileSync(inWorkspace(file), 'utf8'),
    async targetOf(job: string): Promise<string> {
      const jobs = await runJson<readonly Job[]>(['jobs', ...data]);
      return jobs.find(({ name }) => name === job)!.target;
    },
    /** The oldest run of a job with this in its request line, once it has ended. */
    async ended(job: string, text: string): Promise<Run> {
      const runs = await runJson<readonly Run[]>(['runs', '--job', job, ...data]);
      const { id } = runs.findLast(({ requestLine }) => requestLine.includes(text))!;
      await runCommand(['log', id, '--follow', ...data]);
      return runJson<Run>(['show', id, ...data]);
    },
  };
}

type Desk = ReturnType<typeof createDesk>;

describe('in the example as it was just started', () => {
  let desk: Desk;
  let served: ServedEngine;

  beforeAll(async () => {
    desk = createDesk();
    served = await desk.serve();
  });

  afterAll(async () => {
    await served.stop();
    desk.remove();
  });

  test('a failed mail is found, its log read, retried in vain, and sent with its address mended', async () => {
    await desk.ended('send-reminder', 'ada(at)example.org');
    const [failed, ...others] = await desk.json<readonly Run[]>('runs', '--state', 'failed');
    expect(others).toEqual([]);
    expect(failed).toMatchObject({ job: 'send-reminder', attemptCount: 1 });
    expect(failed!.reason).toBe('order 1044 was not paid in three days');
    const reason = 'ada(at)example.org is no mail address: it has no @';
    expect((await desk.command('log', failed!.id)).stdout).toContain(reason);

    const retry = await desk.command('retry', failed!.id, '--wait', '--json');
    expect(retry.code).toBe(1);
    expect(JSON.parse(retry.stdout)).toMatchObject({
      state: 'failed',
      attemptCount: 2,
      message: expect.stringContaining(reason) as string,
    });

    const mended = ['--input', '{"address":"ada@example.org"}', '--reason', 'a typing error'];
    const sent = await desk.json<Run>('retrigger', failed!.id, ...mended, '--wait');
    expect(sent).toMatchObject({
      state: 'succeeded',
      retriggerOf: failed!.id,
      inputDiff: [{ path: 'address', before: 'ada(at)example.org', after: 'ada@example.org' }],
    });
    expect(desk.read(`mail/sent/${sent.idempotencyKey}.txt`)).toContain(
      'To: Ada Lovelace <ada@example.org>',
    );
    expect(await desk.json('show', failed!.id)).toMatchObject({ state: 'failed' });
  });

  test('a mail that is asked to come back is sent at its second attempt, by policy', async () => {
    const run = await desk.ended('send-reminder', 'edsger@example.net');
    expect(run.attempts).toMatchObject([
      { state: 'failed', failureClass: 'http:503' },
      { state: 'succeeded', httpStatus: 201 },
    ]);
    expect(run.attempts[0]!.retryDelayMs).toBeGreaterThanOrEqual(3_000);
  });

  test('a mail that nothing is wrong with is sent at once', async () => {
    const run = await desk.ended('send-reminder', 'grace@example.org');
    expect(run).toMatchObject({ state: 'succeeded', attemptCount: 1 });
    expect(run.effect).toBe('mails Grace Hopper a reminder that order 1042 is not paid');
  });

  test('the search index is there after the first run', async () => {
    const run = await desk.ended('build-index', 'documents');
    expect(run.state).toBe('succeeded');
    const index = JSON.parse(desk.read('index/documents.json')) as Record<string, unknown>;
    expect(index['courier']).toEqual(['delivery.md']);
  });

  test('a backup by hand makes an archive that tar opens', async () => {
    const run = await desk.json<Run>('run', 'backup-orders', '--wait');
    expect(run.state).toBe('succeeded');
    const { stdout: log } = await desk.command('log', run.id);
    const archive = /wrote (\S+):/.exec(log)![1]!;
    const names = execFileSync('tar', ['-tzf', desk.file(archive)], { encoding: 'utf8' });
    expect(names.trim().split('\n')).toEqual(
      [1041, 1042, 1043, 1044].map((order) => `orders/${order}.json`),
    );
  });

  test('an order expires by hand before its time, and a second time nothing happens to it', async () => {
    const order = ['--input', '{"order":1043}', '--wait'];
    await desk.json<Run>('run', 'expire-order', ...order);
    const expired = desk.read('orders/1043.json');
    expect(JSON.parse(expired)).toMatchObject({ number: 1043, state: 'expired' });
    const again = await desk.json<Run>('run', 'expire-order', ...order);
    const { stdout: log } = await desk.command('log', again.id);
    expect([again.state, log]).toEqual(['succeeded', expect.stringContaining('nothing to do')]);
    expect(desk.read('orders/1043.json')).toBe(expired);
  });

  test('the other order is to expire two weeks after it was placed', async () => {
    const runs = await desk.json<readonly Run[]>('runs', '--state', 'scheduled');
    const run = runs.find(({ input }) => input['order'] === 1042)!;
    expect(run.reason).toBe('order 1042 was placed');
    expect(Math.round((run.dueAt - run.createdAt) / DAY_MS)).toBe(14);
  });

  test('the mail service answers the health check', async () => {
    const run = await desk.json<Run>('run', 'mail-health', '--wait');
    expect(run).toMatchObject({ state: 'succeeded', message: '200 OK' });
  });

  test('an input that the job does not know is refused before anything runs', async () => {
    const input = '{"order":1042,"now":true}';
    const { code, stderr } = await desk.command('run', 'expire-order', '--input', input);
    expect([code, stderr]).toEqual([2, expect.stringContaining('now')]);
  });
});

describe('when the example is started again', () => {
  let desk: Desk;
  let served: ServedEngine | null;

  beforeEach(async () => {
    desk = createDesk();
    served = await desk.serve();
  });

  afterEach(async () => {
    await served?.stop();
    desk.remove();
  });

  test('nothing is asked for a second time, and what its owner changed is applied', async () => {
    const before = await desk.json<readonly Run[]>('runs', '--job', 'send-reminder');
    await served!.stop();
    const changed = desk.read('jobs.yaml').replace('initialDelay: 2s', 'initialDelay: 4s');
    writeFileSync(desk.file('jobs.yaml'), changed);
    served = await desk.serve();
    const after = await desk.json<readonly Run[]>('runs', '--job', 'send-reminder');
    expect(after.map(({ id }) => id)).toEqual(before.map(({ id }) => id));
    expect(desk.read('jobs.yaml')).toBe(changed);
    const jobs = await desk.json<readonly Job[]>('jobs');
    const revisions = jobs.map(({ name, revision }) => [name, revision]);
    expect(Object.fromEntries(revisions)).toMatchObject({ 'send-reminder': 2, 'build-index': 1 });
  });

  test('a port that was taken meanwhile is given up, in the job file and in the jobs', async () => {
    const { port } = new URL(await desk.targetOf('mail-health'));
    await served!.stop();
    const other = createServer().listen(Number(port), '127.0.0.1');
    await once(other, 'listening');
    served = await desk.serve();
    const target = await desk.targetOf('mail-health');
    expect(new URL(target).port).not.toBe(port);
    expect(desk.read('jobs.yaml')).toContain(target);
    const input = '{"customer":"Alan","address":"alan@example.org","order":1041}';
    const run = await desk.json<Run>('run', 'send-reminder', '--input', input, '--wait');
    expect(run.state).toBe('succeeded');
    other.close();
  });

  test('the mail service ends even with an engine that was killed', async () => {
    const { port } = new URL(await desk.targetOf('mail-health'));
    const connection = connect(Number(port), '127.0.0.1');
    await once(connection, 'connect');
    const closed = once(connection.resume(), 'close');
    await served!.kill();
    served = null;
    await closed;
    const next = createServer().listen(Number(port), '127.0.0.1');
    await once(next, 'listening');
    next.close();
  });

  test('a job file that its owner broke is refused with its line, and nothing keeps running', async () => {
    await served!.stop();
    served = null;
    writeFileSync(desk.file('jobs.yaml'), 'jobs:\n  - name: broken\n    method: PUT\n');
    const { code, stderr } = await desk.command('serve', '--example');
    expect([code, stderr]).toEqual([2, expect.stringMatching(/jobs\.yaml:3: .*method/)]);
  });
});

test('when the example ends, a request that is under way has its answer before the mail service goes', async () => {
  const desk = createDesk();
  mkdirSync(path.join(desk.path, 'workspace'));
  writeFileSync(desk.file('mail-service.mjs'), HESITANT_MAIL_SERVICE);
  const first = startNightdesk(['serve', '--example', '--no-http', '--data', desk.path]);
  const until = (text: string) =>
    vi.waitFor(() => expect(first.output.stdout).toContain(text), { timeout: 60_000 });
  await until('Ctrl-C ends it.');
  const { id } = await desk.json<Run>('run', 'mail-health');
  await vi.waitFor(() => expect(existsSync(desk.file('asked'))).toBe(true), { timeout: 60_000 });
  first.child.kill('SIGTERM');
  await until('Ending;');
  writeFileSync(desk.file('answer'), '');
  expect(await first.ended).toMatchObject({ code: 0, stderr: '' });
  const second = await desk.serve();
  expect(await desk.json<Run>('show', id)).toMatchObject({ state: 'succeeded', attemptCount: 1 });
  await second.stop();
  desk.remove();
});

test.skipIf(process.platform === 'win32')(
  'where the login shell knows no Node, jobs run on the one of the program (skipped on Windows)',
  async () => {
    const desk = createDesk();
    const shell = path.join(desk.path, 'shell');
    writeFileSync(shell, '#!/bin/sh\nexit 127\n');
    chmodSync(shell, 0o755);
    const served = await desk.serve({ env: { SHELL: shell } });
    expect(await desk.targetOf('build-index')).toBe(`exec:${process.execPath}`);
    expect((await desk.ended('build-index', 'documents')).state).toBe('succeeded');
    await served.stop();
    desk.remove();
  },
);
