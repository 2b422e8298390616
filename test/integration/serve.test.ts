import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Job } from '#shared/contract/job-schema.ts';
import type { Run } from '#shared/contract/run-schema.ts';
import { CONTRACT_VERSION } from '#shared/contract/version.ts';
import { connectSocket } from '#server/connect-socket.ts';
import { isProcessAlive } from '#server/is-process-alive.ts';
import type { Check } from '#server/doctor/check.ts';
import type { Desk } from '#test/support/desk.ts';
import { createDesk } from '#test/support/desk.ts';
import type { NightdeskProcess } from '#test/support/nightdesk-process.ts';

const quick = { name: 'quick', method: 'GET', target: 'builtin:noop' };
const slow = { name: 'slow', method: 'POST', target: 'builtin:sleep', input: { ms: 600_000 } };

let desk: Desk;
let started: NightdeskProcess[];

beforeEach(() => {
  desk = createDesk();
  started = [];
});

afterEach(async () => {
  for (const { child } of started) child.kill('SIGKILL');
  await Promise.all(started.map(({ ended }) => ended));
  desk.remove();
});

async function serve(...args: readonly string[]) {
  const engine = await desk.serve(args);
  started.push(engine);
  return engine;
}

/** What a process inherits, it has when it starts: the mask is put back before anybody waits. */
function withFileMask<Started>(mask: number, start: () => Started): Started {
  const own = process.umask(mask);
  try {
    return start();
  } finally {
    process.umask(own);
  }
}

function pathsOpenToOthers(folder: string): readonly string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const paths = [folder, ...names.map((name) => path.join(folder, name))];
  return paths.filter((each) => (statSync(each).mode & 0o077) !== 0);
}

async function untilWritten(file: string): Promise<void> {
  const isWritten = () => (statSync(file, { throwIfNoEntry: false })?.size ?? 0) > 0;
  await vi.waitUntil(isWritten, { timeout: 20_000, interval: 5 });
}

/** Resolves once the process has printed the text on standard output; rejects if it ends before. */
async function untilPrinted(
  { child, output, ended }: NightdeskProcess,
  text: string,
): Promise<void> {
  const printed = new Promise<void>((resolve) => {
    const look = () => {
      if (output.stdout.includes(text)) resolve();
    };
    child.stdout!.on('data', look);
    look();
  });
  const early = ended.then(({ stderr }) => {
    if (!output.stdout.includes(text))
      throw new Error(`it ended before it said "${text}": ${stderr}`);
  });
  await Promise.race([printed, early]);
}

describe('an engine that is served', () => {
  test('prints one line of JSON once it can be asked, and nothing else ever', async () => {
    const engine = await serve('--jobs', desk.writeJobs(quick));
    expect(await desk.json<readonly Job[]>('jobs')).toMatchObject([{ name: 'quick' }]);
    const { code, stdout, stderr } = await engine.stop();
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toEqual({
      ...{ pid: engine.pid, socket: engine.socket },
      url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/#code=[\w-]{32}$/) as string,
      token: expect.stringMatching(/^nightdesk_[\w-]{43}$/) as string,
    });
    expect(stdout.split('\n')).toHaveLength(2);
  });

  test('tells a person what it runs, where, and how to go on', async () => {
    const engine = desk.start('serve', '--jobs', desk.writeJobs(quick));
    started.push(engine);
    await untilPrinted(engine, 'Ctrl-C ends it.');
    const { stdout } = engine.output;
    expect(stdout).toContain(`data folder  ${desk.dataFolder}\n`);
    expect(stdout).toMatch(/^quick +GET +builtin:noop +by hand/m);
    expect(stdout).toContain(`runs --data ${desk.dataFolder}`);
    engine.child.kill('SIGINT');
    expect(await engine.ended).toMatchObject({ code: 0, stderr: '' });
  });

  test("answers on a socket, in files and in a folder that are its owner's alone", async () => {
    const { socket } = await serve();
    expect(statSync(desk.dataFolder).mode & 0o777).toBe(0o700);
    expect(statSync(socket).mode & 0o777).toBe(0o600);
    const files = readdirSync(desk.dataFolder).map((name) => path.join(desk.dataFolder, name));
    expect(files.filter((file) => (statSync(file).mode & 0o077) !== 0)).toEqual([]);
  });

  test('gives jobs the file mask it was started with, and keeps what is its own to its owner', async () => {
    const shared = path.join(desk.folder, 'shared.txt');
    const script = `umask; echo for everybody > '${shared}'; sleep 60`;
    const writing = { name: 'writing', method: 'GET', target: 'shell:sh', script };
    await withFileMask(0o002, () => serve('--jobs', desk.writeJobs(writing)));
    const { id } = await desk.json<Run>('run', 'writing');
    await untilWritten(shared);
    expect((await desk.command('log', id)).stdout).toBe('0002\n');
    expect(statSync(shared).mode & 0o777).toBe(0o664);
    expect(pathsOpenToOthers(desk.dataFolder)).toEqual([]);
    expect(await desk.command('cancel', id, '--reason', 'seen')).toMatchObject({ code: 0 });
  });

  test('carries out as many runs at once as it is told', async () => {
    await serve('--workers', '3');
    const { client, close } = connectSocket(desk.dataFolder);
    const { workers, contractVersion } = await client.instance.describe();
    close();
    expect({ workers, contractVersion }).toEqual({ workers: 3, contractVersion: CONTRACT_VERSION });
  });

  test('is found by `doctor`, and asked instead of its database', async () => {
    const { pid } = await serve();
    const checks = await desk.json<readonly Check[]>('doctor');
    const { finding } = checks.find(({ name }) => name === 'engine')!;
    expect(finding).toContain(`process ${pid}`);
    expect(checks.map(({ name }) => name)).toContain('keeper');
  });

  test('refuses a body that is larger than any request, and goes on', async () => {
    await serve('--jobs', desk.writeJobs(quick));
    const { client, close } = connectSocket(desk.dataFolder);
    const definitions = [{ ...quick, effect: 'x'.repeat(17 * 1024 * 1024) }];
    const request = { commandId: 'large', definitions, defaultZone: 'UTC' };
    await expect(client.jobs.apply(request)).rejects.toMatchObject({ status: 413 });
    close();
    expect(await desk.command('run', 'quick', '--wait')).toMatchObject({ code: 0 });
  });
});

describe('an engine does not start', () => {
  test('on a folder that another one holds: it names the process', async () => {
    const { pid } = await serve();
    const { code, stdout, stderr } = await desk.command('serve', '--json');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    const sentence = `the data folder ${desk.dataFolder} is held by process ${pid}, since `;
    expect(stderr).toMatch(`nightdesk: ${sentence}`);
    expect(await desk.command('jobs')).toMatchObject({ code: 0 });
  });

  test('with a job file that is wrong: it names the line and makes nothing', async () => {
    const file = desk.write(
      'jobs.yaml',
      'jobs:\n  - name: a\n    method: GTE\n    target: builtin:noop\n',
    );
    const { code, stdout, stderr } = await desk.command('serve', '--json', '--jobs', file);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(`nightdesk: ${file}:3: jobs[0].method: method is GET`);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(existsSync(desk.dataFolder)).toBe(false);
  });

  test('with jobs that only an engine can refuse: the jobs there were stay as they are', async () => {
    const engine = await serve('--jobs', desk.writeJobs(quick));
    await engine.stop();
    const wrong = { ...quick, priority: 5, inputSchema: { type: 7 } };
    const { code, stderr } = await desk.command('serve', '--json', '--jobs', desk.writeJobs(wrong));
    expect(code).toBe(2);
    expect(stderr).toContain('jobs[0].inputSchema.type: ');
    await serve();
    expect(await desk.json('jobs')).toMatchObject([{ name: 'quick', revision: 1 }]);
  });

  test('where something else stands in the way of its socket', async () => {
    mkdirSync(desk.dataFolder, { mode: 0o700 });
    const inTheWay = path.join(desk.dataFolder, 'engine.sock');
    writeFileSync(inTheWay, 'precious');
    const { code, stderr } = await desk.command('serve', '--json');
    expect(code).toBe(2);
    expect(stderr).toBe(
      `nightdesk: ${inTheWay} is in the way of the engine's socket: move it away\n`,
    );
    expect(statSync(inTheWay).size).toBe('precious'.length);
  });
});

describe('an engine ends', () => {
  test('by `stop`, which waits until it is gone', async () => {
    const { pid, socket, ended } = await serve();
    // Half a request: the engine waits a moment for the rest of it before it closes its socket.
    const halting = connect(socket).on('error', () => undefined);
    halting.write('POST /rpc/jobs/list HTTP/1.1\r\nHost: nightdesk\r\nContent-Length: 9\r\n\r\n');
    const { code, stdout } = await desk.command('stop', '--json');
    const isAlive = isProcessAlive(pid);
    halting.destroy();
    expect({ code, isAlive, answer: JSON.parse(stdout) as unknown }).toEqual({
      ...{ code: 0, isAlive: false },
      answer: { pid },
    });
    expect(await ended).toMatchObject({ code: 0, stderr: '' });
    expect(existsSync(socket)).toBe(false);
    expect(await desk.command('stop')).toMatchObject({ code: 2 });
  });

  test.each(['SIGTERM', 'SIGINT'] as const)('in order by %s', async (signal) => {
    const engine = await serve();
    engine.child.kill(signal);
    expect(await engine.ended).toMatchObject({ code: 0, signal: null, stderr: '' });
  });

  test('and whoever waits for a run is told that the engine stopped', async () => {
    const engine = await serve('--jobs', desk.writeJobs(slow));
    const { id } = await desk.json<Run>('run', 'slow');
    const following = desk.start('log', id, '--follow');
    const waiting = desk.start('run', 'slow', '--wait');
    started.push(following, waiting);
    const { client, close } = connectSocket(desk.dataFolder);
    const { asOfSeq } = await client.runs.get({ run: id });
    for await (const event of await client.journal.tail({ afterSeq: asOfSeq })) {
      if (event.type === 'run.created') break;
    }
    close();
    await engine.stop();
    const { code, stdout, stderr } = await waiting.ended;
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    // First which run it waits for, and what that waits for; then why it waits no more.
    expect(stderr).toMatch(/\nnightdesk: the engine [^\n]+\n$/);
    expect(await following.ended).toMatchObject({ code: 2 });
  });

  test('by a crash, and the next one takes the socket over', async () => {
    const engine = await serve('--jobs', desk.writeJobs(quick));
    await engine.kill();
    expect(existsSync(engine.socket)).toBe(true);
    const { stderr } = await desk.command('jobs');
    expect(stderr).toContain('no engine runs on the data folder');
    await serve();
    expect(await desk.command('run', 'quick', '--wait')).toMatchObject({ code: 0 });
  });
});
