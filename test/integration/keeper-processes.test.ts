import { execFileSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AttemptToken, Executor } from '#engine/core/executor.ts';
import type { AttemptOutcome } from '#shared/domain/run.ts';
import {
  createProcessWorkspace,
  isAlive,
  openGate,
  pidsWithToken,
  startAttempt,
  until,
  waitAt,
} from '#test/support/process-workspace.ts';
import type { ProcessWorkspace } from '#test/support/process-workspace.ts';

let workspace: ProcessWorkspace;
let executor: Executor;
beforeEach(() => {
  workspace = createProcessWorkspace();
  executor = workspace.anExecutor();
});
afterEach(() => workspace.close());

async function outcomeOf(unusual: Parameters<typeof startAttempt>[1]): Promise<AttemptOutcome> {
  return startAttempt(executor, unusual).report.whenEnded;
}

async function outputOf(unusual: Parameters<typeof startAttempt>[1]): Promise<string> {
  const attempt = startAttempt(executor, unusual);
  await attempt.report.whenEnded;
  return workspace.outputOf(attempt.token);
}

function sh(script: string): { readonly target: string; readonly script: string } {
  return { target: 'shell:sh', script };
}

/** Another keeper, which has nothing to do from now on, has ended: so would every other that is idle. */
async function idleKeeperHasEnded(): Promise<void> {
  const other = createProcessWorkspace();
  const otherExecutor = other.anExecutor();
  await startAttempt(otherExecutor, { target: 'exec:true' }).report.whenEnded;
  await otherExecutor.close();
  await until(() => other.keeperPids().length === 0);
  await other.close();
}

describe.runIf(process.platform === 'linux')('a process that the keeper started', () => {
  it('has succeeded when it exits with 0, and has been reported as started before', async () => {
    const { report } = startAttempt(executor, { target: 'exec:true' });
    expect(await report.whenEnded).toEqual({
      kind: 'succeeded',
      exitCode: 0,
      httpStatus: null,
      message: null,
      output: null,
      endedAt: expect.any(Number) as number,
    });
    expect(report.hasStarted).toBe(true);
  });

  it('hands on the JSON that it says last, or what it wrote to the file that is there for it', async () => {
    const script = `echo reading; echo '{"rows": 3}'`;
    const output = { value: { rows: 3 }, fault: null };
    expect(await outcomeOf(sh(script))).toMatchObject({ kind: 'succeeded', output });
    const file = `echo '{"rows": 3}' > "$NIGHTDESK_OUTPUT"; echo done; exit 1`;
    expect(await outcomeOf(sh(file))).toMatchObject({ kind: 'failed', output });
    expect(await outcomeOf(sh(`${script}; echo oops > "$NIGHTDESK_OUTPUT"`))).toMatchObject({
      output: { fault: 'what was written to NIGHTDESK_OUTPUT is no JSON object' },
    });
    expect(await outcomeOf(sh(`mkfifo "$NIGHTDESK_OUTPUT"; ${script}`))).toMatchObject({ output });
  });

  it('has failed with its own exit code, and with the last thing it said on standard error', async () => {
    expect(
      await outcomeOf(sh('echo progress; echo "no space left" >&2; echo; exit 3')),
    ).toMatchObject({
      kind: 'failed',
      failureClass: 'exit:3',
      exitCode: 3,
      message: 'exit code 3: no space left',
    });
  });

  it('has failed by the signal that ended it, when that was not ours', async () => {
    expect(await outcomeOf(sh('kill -SEGV $$'))).toMatchObject({
      kind: 'failed',
      failureClass: 'signal',
      signal: 'SIGSEGV',
      exitCode: null,
    });
  });

  it('gets its arguments as they are, without a shell', async () => {
    const args = ['%s|', 'a b', '$HOME', '"; rm -rf', '*', ''];
    expect(await outputOf({ target: 'exec:printf', args })).toBe('a b|$HOME|"; rm -rf|*||');
  });

  it('reads its input from standard input, which ends after it', async () => {
    const input = { customer: 'ÄÖ 42', nested: { list: [1, 2] } };
    expect(await outputOf({ ...sh('cat'), input })).toBe(JSON.stringify(input));
  });

  it('need not read its input, however long that is', async () => {
    const input = { text: 'x'.repeat(3_000_000) };
    expect(await outcomeOf({ target: 'exec:true', input })).toMatchObject({ kind: 'succeeded' });
    expect(await outputOf({ ...sh('wc -c | tr -d " "'), input })).toBe('3000011\n');
  });

  it('can open its input and output by name', async () => {
    const script = 'cat /dev/stdin > /dev/stdout; echo; echo warned > /dev/stderr';
    expect((await outputOf({ ...sh(script), input: { a: 1 } })).split('\n').sort()).toEqual([
      '',
      'warned',
      '{"a":1}',
    ]);
  });

  it('finds nothing of npm, Node or Electron in its environment, and no folder of npm on its PATH', async () => {
    const engineEnv = {
      ...process.env,
      PATH: `/project/node_modules/.bin:/npm/node-gyp-bin:${process.env['PATH'] ?? ''}:/only/here`,
      npm_config_user_agent: 'npm',
      NODE_OPTIONS: '--max-old-space-size=1',
      NODE_ENV: 'test',
      ELECTRON_RUN_AS_NODE: '1',
      VITEST: 'true',
    };
    executor = workspace.anExecutor({ engineEnv });
    const names = (await outputOf({ target: 'exec:env' }))
      .split('\n')
      .map((line) => line.slice(0, line.indexOf('=')));
    expect(names.filter((name) => /^(npm_|NODE_|ELECTRON_|VITEST)/.test(name))).toEqual([]);
    const path = (await outputOf({ target: 'exec:printenv', args: ['PATH'] })).trim().split(':');
    expect(path).toContain('/only/here');
    // Others, such as one with a Node in it, were put there by the person who started the engine.
    expect(path.filter((folder) => /node_modules\/\.bin|node-gyp-bin/.test(folder))).toEqual([]);
  });

  it('is told which attempt of what it is', async () => {
    const output = await outputOf({
      target: 'exec:env',
      attemptNumber: 2,
      nominalAt: Date.UTC(2027, 2, 28, 1),
      input: { a: 1 },
      env: { GREETING: 'good evening', NIGHTDESK_ATTEMPT: 'not this one' },
    });
    expect(output.split('\n')).toEqual(
      expect.arrayContaining([
        'NIGHTDESK_ATTEMPT=2',
        'NIGHTDESK_NOMINAL_TIME=2027-03-28T01:00:00.000Z',
        'NIGHTDESK_INPUT={"a":1}',
        'NIGHTDESK_IDEMPOTENCY_KEY=key-1',
        'GREETING=good evening',
      ]),
    );
  });

  it('has the file mask of the user, so that its files are as open as ever', async () => {
    const mask = execFileSync('sh', ['-c', 'umask'], { encoding: 'utf8' });
    expect(await outputOf(sh('umask'))).toBe(mask);
  });

  it('keeps the beginning and the end of an output without end', async () => {
    executor = workspace.anExecutor({ logCapBytes: 40_000 });
    const attempt = startAttempt(executor, sh('seq 1 200000; echo the end'));
    await attempt.report.whenEnded;
    const output = await workspace.outputOf(attempt.token);
    expect(output.startsWith('1\n2\n3\n')).toBe(true);
    expect(output.endsWith('200000\nthe end\n')).toBe(true);
    expect(output.length).toBeLessThanOrEqual(40_000);
    expect(output.length).toBeGreaterThanOrEqual(30_000);
  });
});

describe.runIf(process.platform === 'linux')('a process that cannot be started', () => {
  it.each([
    {
      because: 'there is no such program on the PATH',
      unusual: { target: 'exec:no-such-program' },
      sentence: 'no program named "no-such-program" was found on the PATH',
    },
    {
      because: 'there is no such program at that place',
      unusual: { target: 'exec:/no/such/program' },
      sentence: 'the program /no/such/program does not exist',
    },
    {
      because: 'its folder is missing, which is not the fault of the program',
      unusual: { target: 'exec:true', cwd: '/no/such/folder' },
      sentence: 'the working folder /no/such/folder does not exist',
    },
    {
      because: 'its folder is a file',
      unusual: { target: 'exec:true', cwd: '/etc/passwd' },
      sentence: 'the working folder /etc/passwd is not a folder',
    },
    {
      because: 'the file is no program',
      unusual: { target: 'exec:/etc/passwd' },
      sentence: '"/etc/passwd" may not be executed, or the folder',
    },
    {
      because: 'its arguments are too long',
      unusual: { target: 'exec:true', args: ['x'.repeat(200_000)] },
      sentence: 'longer than the system allows (E2BIG)',
    },
    {
      because: 'an argument holds what none can',
      unusual: { target: 'exec:true', args: ['nul\0byte'] },
      sentence: 'without null bytes',
    },
    {
      because: 'the shell is none that is known',
      unusual: { target: 'shell:tcl' },
      sentence: 'shell:tcl names no program and no shell that is known',
    },
  ])('has failed when $because', async ({ unusual, sentence }) => {
    const { report } = startAttempt(executor, { script: null, ...unusual });
    const outcome = await report.whenEnded;
    expect(outcome).toMatchObject({ kind: 'failed', failureClass: 'spawn', exitCode: null });
    expect(outcome).toHaveProperty('message', expect.stringContaining(sentence));
    expect(report.hasStarted).toBe(false);
  });

  it('costs the keeper no file descriptor', async () => {
    await outcomeOf({ target: 'exec:no-such-program' });
    const [keeper = 0] = workspace.keeperPids();
    const openCount = (): number => readdirSync(`/proc/${keeper}/fd`).length;
    const before = openCount();
    for (let i = 0; i < 20; i++) await outcomeOf({ target: 'exec:no-such-program' });
    await until(() => openCount() <= before);
  });
});

describe.runIf(process.platform === 'linux')('ending a process', () => {
  it('ends one that ignores SIGTERM, once its grace is over', async () => {
    const attempt = startAttempt(executor, {
      ...sh(`trap '' TERM; echo ready > ${workspace.path('ready')}; while :; do sleep 1; done`),
      killGraceMs: 50,
    });
    await until(() => workspace.linesOf('ready').length === 1);
    attempt.handle.cancel();
    expect(await attempt.report.whenEnded).toMatchObject({ kind: 'cancelled' });
    expect(pidsWithToken(attempt.token)).toEqual([]);
  });

  it('lets one that takes its leave do so, and still calls it cancelled', async () => {
    const attempt = startAttempt(executor, {
      ...sh(
        `trap 'echo cleaned up; exit 0' TERM; echo ready > ${workspace.path('ready')}; while :; do sleep 0.02; done`,
      ),
      killGraceMs: 60_000,
    });
    await until(() => workspace.linesOf('ready').length === 1);
    attempt.handle.cancel();
    expect(await attempt.report.whenEnded).toMatchObject({ kind: 'cancelled', exitCode: 0 });
    expect(await workspace.outputOf(attempt.token)).toContain('cleaned up\n');
  });

  it('ends the grandchildren too, even those that ignore SIGTERM or left the group', async () => {
    const pids = workspace.path('pids');
    const attempt = startAttempt(executor, {
      ...sh(
        [
          `exec > /dev/null 2>&1`,
          `(trap '' TERM; while :; do sleep 1; done) & echo $! >> ${pids}`,
          `setsid sh -c 'trap "" TERM; echo $$ >> ${pids}; while :; do sleep 1; done' &`,
          `sleep 600 & echo $! >> ${pids}; wait`,
        ].join('\n'),
      ),
      killGraceMs: 300,
    });
    await until(() => workspace.linesOf('pids').length === 3);
    attempt.handle.cancel();
    expect(await attempt.report.whenEnded).toMatchObject({ kind: 'cancelled' });
    expect(workspace.linesOf('pids').map(Number).filter(isAlive)).toEqual([]);
  });

  it('does not wait for a zombie whose parent is a stranger that never asks for it', async () => {
    const stranger = workspace.path('stranger');
    const attempt = startAttempt(
      executor,
      sh(
        `(sleep 600 & echo $! > ${workspace.path('child')}; exec setsid env -i sh -c 'echo $$ > ${stranger}; exec sleep 600') > /dev/null 2>&1 & wait`,
      ),
    );
    await until(() => workspace.linesOf('stranger').length === 1);
    attempt.handle.cancel();
    expect(await attempt.report.whenEnded).toMatchObject({ kind: 'cancelled' });
    expect(isAlive(Number(workspace.linesOf('child')[0]))).toBe(false);
    process.kill(Number(workspace.linesOf('stranger')[0]), 'SIGKILL');
  });

  it('reports the true exit of one that had already exited when the cancel came', async () => {
    const gate = workspace.path('gate');
    const attempt = startAttempt(executor, sh(`${waitAt(gate)}; exit 7`));
    await until(() => attempt.report.hasStarted);
    const [pid = 0] = pidsWithToken(attempt.token);
    const [keeper = 0] = workspace.keeperPids();
    process.kill(keeper, 'SIGSTOP');
    openGate(gate);
    await until(() => !isAlive(pid));
    attempt.handle.cancel();
    process.kill(keeper, 'SIGCONT');
    expect(await attempt.report.whenEnded).toMatchObject({ kind: 'failed', exitCode: 7 });
  });

  it('starts nothing that was cancelled before the keeper was asked', async () => {
    const attempt = startAttempt(executor, sh(`echo ran > ${workspace.path('ran')}`));
    attempt.handle.cancel();
    expect(await attempt.report.whenEnded).toMatchObject({ kind: 'cancelled', exitCode: null });
    expect(await outcomeOf({ target: 'exec:true' })).toMatchObject({ kind: 'succeeded' });
    expect(workspace.linesOf('ran')).toEqual([]);
  });

  it('happens when the time is over, with the whole group', async () => {
    const attempt = startAttempt(executor, {
      ...sh(`(trap '' TERM; while :; do sleep 1; done) & echo halfway; wait`),
      timeoutMs: 300,
      killGraceMs: 50,
    });
    expect(await attempt.report.whenEnded).toMatchObject({
      kind: 'timed_out',
      failureClass: 'timeout',
      message: 'not done after 300ms, so it was ended: halfway',
    });
    expect(pidsWithToken(attempt.token)).toEqual([]);
  });

  it('never happens early to one with a time limit beyond the reach of a timer', async () => {
    const timeoutMs = 60 * 86_400_000;
    expect(await outcomeOf({ ...sh('sleep 0.2'), timeoutMs })).toMatchObject({ kind: 'succeeded' });
  });

  it('is over when the process is, though it left a daemon that holds its output', async () => {
    const gate = workspace.path('gate');
    const attempt = startAttempt(
      executor,
      sh(
        `(${waitAt(gate)}; echo the daemon spoke; echo x > ${workspace.path('spoke')}) & echo started`,
      ),
    );
    expect(await attempt.report.whenEnded).toMatchObject({ kind: 'succeeded' });
    expect(pidsWithToken(attempt.token)).not.toEqual([]);
    openGate(gate);
    await until(() => workspace.linesOf('spoke').length === 1);
    await until(() => pidsWithToken(attempt.token).length === 0);
    expect(await workspace.outputOf(attempt.token)).toBe('started\nthe daemon spoke\n');
  });
});

describe.runIf(process.platform === 'linux')('the keeper', () => {
  it('ends by itself when there is no engine and no work, and is there again when needed', async () => {
    await outcomeOf({ target: 'exec:true' });
    expect(workspace.keeperPids()).toHaveLength(1);
    await executor.close();
    await until(() => workspace.keeperPids().length === 0);
    expect(readdirSync(workspace.dataFolder).sort()).toEqual(['attempts', 'keeper.log']);

    executor = workspace.anExecutor();
    expect(await outcomeOf({ target: 'exec:true' })).toMatchObject({ kind: 'succeeded' });
  });

  it('stays as long as a process it started runs, and records how that ended', async () => {
    const gate = workspace.path('gate');
    const attempt = startAttempt(executor, sh(`${waitAt(gate)}; exit 5`));
    await until(() => attempt.report.hasStarted);
    attempt.handle.release();
    await executor.close();
    const [keeper = 0] = workspace.keeperPids();
    process.kill(keeper, 'SIGTERM');
    await idleKeeperHasEnded();
    openGate(gate);
    await until(() => workspace.keeperPids().length === 0);
    expect(readdirSync(workspace.attemptFolder(attempt.token))).toContain('exit.json');
    expect(attempt.report.outcome).toBeNull();
  });

  it('stays as long as somebody writes the output of a process that has ended', async () => {
    const gate = workspace.path('gate');
    const attempt = startAttempt(executor, sh(`(${waitAt(gate)}; echo the daemon spoke) &`));
    await attempt.report.whenEnded;
    await executor.close();
    await idleKeeperHasEnded();
    openGate(gate);
    await until(() => workspace.keeperPids().length === 0);
    expect(await workspace.outputOf(attempt.token)).toBe('the daemon spoke\n');
  });

  it('is one for a data folder, however many attempts start at once', async () => {
    const attempts = Array.from({ length: 20 }, () =>
      startAttempt(executor, { target: 'exec:true' }),
    );
    await Promise.all(attempts.map(({ report }) => report.whenEnded));
    expect(workspace.keeperPids()).toHaveLength(1);
    const before = workspace.keeperPids();
    executor = workspace.anExecutor();
    await outcomeOf({ target: 'exec:true' });
    expect(workspace.keeperPids()).toEqual(before);
  });

  it('comes up though a killed one has left its socket behind', async () => {
    await outcomeOf({ target: 'exec:true' });
    const [keeper = 0] = workspace.keeperPids();
    process.kill(keeper, 'SIGKILL');
    await until(() => workspace.keeperPids().length === 0);
    expect(statSync(workspace.socketPath).isSocket()).toBe(true);
    executor = workspace.anExecutor();
    expect(await outcomeOf({ target: 'exec:true' })).toMatchObject({ kind: 'succeeded' });
  });

  it('opens its socket, its folders and its records to nobody but the owner', async () => {
    const attempt = startAttempt(executor, sh('echo secret'));
    await attempt.report.whenEnded;
    const folder = workspace.attemptFolder(attempt.token);
    const paths = [folder, ...readdirSync(folder).map((name) => join(folder, name))];
    for (const path of [workspace.socketPath, join(workspace.dataFolder, 'keeper.log'), ...paths]) {
      expect({ path, openTo: statSync(path).mode & 0o077 }).toEqual({ path, openTo: 0 });
    }
  });

  it('survives whoever talks nonsense to it', async () => {
    const gate = workspace.path('gate');
    const attempt = startAttempt(executor, sh(`${waitAt(gate)}; exit 9`));
    await until(() => attempt.report.hasStarted);
    for (const nonsense of ['GET / HTTP/1.1\r\n\r\n', 'null\n', '{"type":"start"}\n', '\n']) {
      const socket = connect(workspace.socketPath);
      socket.on('error', () => undefined);
      await new Promise((resolve) => socket.end(nonsense).once('close', resolve));
    }
    openGate(gate);
    expect(await attempt.report.whenEnded).toMatchObject({ kind: 'failed', exitCode: 9 });
  });

  it('builds no path from what is no attempt token', async () => {
    const { report } = startAttempt(executor, {
      target: 'exec:true',
      token: '../../escaped' as AttemptToken,
    });
    expect(await report.whenEnded).toMatchObject({ kind: 'failed', failureClass: 'spawn' });
    expect(readdirSync(workspace.path('.'))).toEqual(['data']);
  });
});
