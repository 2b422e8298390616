import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AttemptRequest } from '#engine/core/executor.ts';
import { identityOf } from '#engine/executors/process/process-identity.ts';
import type { AttemptOutcome } from '#shared/domain/run.ts';
import { startKillableEngine } from '#test/support/killable-engine.ts';
import {
  aProcessRequest,
  createProcessWorkspace,
  isAlive,
  openGate,
  pidsWithToken,
  resumeAttempt,
  startAttempt,
  until,
  waitAt,
} from '#test/support/process-workspace.ts';
import type { ProcessWorkspace } from '#test/support/process-workspace.ts';

let workspace: ProcessWorkspace;
beforeEach(() => {
  workspace = createProcessWorkspace();
});
afterEach(() => workspace.close());

/** Notes in the ledger that it began, waits at the gate, and exits with `code`. */
function aGatedRequest(gate: string, code: number): AttemptRequest {
  const note = `echo $NIGHTDESK_ATTEMPT_TOKEN >> ${workspace.path('ledger')}`;
  return aProcessRequest({ script: `${note}; ${waitAt(workspace.path(gate))}; exit ${code}` });
}

function claim(request: AttemptRequest, text: string): void {
  const folder = workspace.attemptFolder(request.token);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'claim'), text);
}

/** What `resume` makes of an attempt whose claim is `text`. */
async function resumeClaimed(request: AttemptRequest, text: string): Promise<AttemptOutcome> {
  claim(request, text);
  return resumeAttempt(workspace.anExecutor(), request).report.whenEnded;
}

describe.runIf(process.platform === 'linux')('after a kill -9 of the engine', () => {
  it('every process goes on, ends with its own exit code, and has run once', async () => {
    const engine = startKillableEngine(workspace);
    const requests = Array.from({ length: 20 }, (_, index) =>
      aGatedRequest(index % 2 === 0 ? 'first-gate' : 'second-gate', index),
    );
    await engine.start(requests);
    await engine.kill();
    openGate(workspace.path('first-gate'));
    await until(() =>
      requests.every((each, i) => i % 2 === 1 || !pidsWithToken(each.token).length),
    );

    const executor = workspace.anExecutor();
    const resumed = requests.map((request) => resumeAttempt(executor, request));
    const adopted = resumed.filter((_, index) => index % 2 === 1);
    await until(() => adopted.every(({ report }) => report.hasStarted));
    openGate(workspace.path('second-gate'));
    const outcomes = await Promise.all(resumed.map(({ report }) => report.whenEnded));

    expect(outcomes.map((each) => ('exitCode' in each ? each.exitCode : each.kind))).toEqual(
      requests.map((_, index) => index),
    );
    expect([...workspace.linesOf('ledger')].sort()).toEqual(
      requests.map((each) => each.token).sort(),
    );
  });

  it('an adopted process can be cancelled', async () => {
    const engine = startKillableEngine(workspace);
    const request = aProcessRequest({ target: 'exec:sleep', args: ['600'] });
    await engine.start([request]);
    await engine.kill();
    const resumed = resumeAttempt(workspace.anExecutor(), request);
    resumed.handle.cancel();
    expect(await resumed.report.whenEnded).toMatchObject({ kind: 'cancelled' });
    expect(pidsWithToken(request.token)).toEqual([]);
  });

  it('a time limit still holds', async () => {
    const engine = startKillableEngine(workspace);
    const request = aProcessRequest({ target: 'exec:sleep', args: ['600'], timeoutMs: 500 });
    await engine.start([request]);
    await engine.kill();
    const resumed = resumeAttempt(workspace.anExecutor(), request);
    expect(await resumed.report.whenEnded).toMatchObject({ kind: 'timed_out' });
  });

  it('an engine that let go hears nothing more, and the next one hears everything', async () => {
    const first = workspace.anExecutor();
    const attempt = startAttempt(first, aGatedRequest('gate', 4));
    await until(() => attempt.report.hasStarted);
    attempt.handle.release();
    const resumed = resumeAttempt(workspace.anExecutor(), attempt.request);
    await until(() => resumed.report.hasStarted);
    openGate(workspace.path('gate'));
    expect(await resumed.report.whenEnded).toMatchObject({ kind: 'failed', exitCode: 4 });
    expect(attempt.report.outcome).toBeNull();
  });
});

describe.runIf(process.platform === 'linux')('after a kill -9 of the keeper', () => {
  const stubborn = [
    `trap '' TERM`,
    `setsid sh -c 'trap "" TERM; while :; do sleep 1; done' &`,
    `while :; do sleep 1; done`,
  ].join('\n');

  it('and the engine, an attempt is lost, and nothing of it is left to run beside a repetition', async () => {
    const engine = startKillableEngine(workspace);
    const requests = Array.from({ length: 3 }, () =>
      aProcessRequest({ script: stubborn, killGraceMs: 50 }),
    );
    await engine.start(requests);
    await until(() => requests.every((each) => pidsWithToken(each.token).length >= 2));
    await engine.kill();
    for (const pid of workspace.keeperPids()) process.kill(pid, 'SIGKILL');

    const executor = workspace.anExecutor();
    for (const request of requests) {
      const { report } = resumeAttempt(executor, request);
      expect(await report.whenEnded).toMatchObject({ kind: 'lost' });
      expect(pidsWithToken(request.token)).toEqual([]);
    }
  });

  it('the engine notices at once, and what comes next has a keeper again', async () => {
    const executor = workspace.anExecutor();
    const attempt = startAttempt(executor, { script: stubborn, killGraceMs: 50 });
    await until(() => attempt.report.hasStarted);
    const [keeper = 0] = workspace.keeperPids();
    process.kill(keeper, 'SIGKILL');
    expect(await attempt.report.whenEnded).toMatchObject({ kind: 'lost' });
    expect(pidsWithToken(attempt.token)).toEqual([]);
    const next = startAttempt(executor, { target: 'exec:true' });
    expect(await next.report.whenEnded).toMatchObject({ kind: 'succeeded' });
  });

  it('the exit that it had recorded is what counts', async () => {
    const executor = workspace.anExecutor();
    const attempt = startAttempt(executor, { script: 'exit 6' });
    await attempt.report.whenEnded;
    for (const pid of workspace.keeperPids()) process.kill(pid, 'SIGKILL');
    const resumed = resumeAttempt(workspace.anExecutor(), attempt.request);
    expect(await resumed.report.whenEnded).toMatchObject({ kind: 'failed', exitCode: 6 });
    expect(resumed.report.hasStarted).toBe(false);
  });

  it('a process that it could not name any more is found by its token', async () => {
    const request = aProcessRequest({ killGraceMs: 50 });
    const unnamed = spawn('sleep', ['600'], {
      env: { NIGHTDESK_ATTEMPT_TOKEN: request.token },
      detached: true,
      stdio: 'ignore',
    });
    const ended = once(unnamed, 'exit');
    expect(await resumeClaimed(request, '')).toMatchObject({
      kind: 'lost',
    });
    expect(await ended).toEqual([null, 'SIGTERM']);
  });

  it.each([
    ['has since been given to another process', { startTime: '1' }],
    ['belongs to an earlier start of the machine', { bootId: 'another-start' }],
    ['cannot be told from another one', { startTime: null }],
  ])('a process number that %s is left alone', async (_, difference) => {
    const innocent = spawn('sleep', ['600'], { detached: true, stdio: 'ignore' });
    const identity = { ...identityOf(innocent.pid!), ...difference };
    const text = JSON.stringify({ kind: 'claimed', identity });
    const request = aProcessRequest({ killGraceMs: 0 });
    expect(await resumeClaimed(request, text)).toMatchObject({
      kind: 'lost',
    });
    expect(isAlive(innocent.pid!)).toBe(true);
    innocent.kill('SIGKILL');
    await once(innocent, 'exit');
  });

  it('a process whose number and start are recorded is ended with its group', async () => {
    const recorded = spawn('sh', ['-c', 'sleep 600 & wait'], { detached: true, stdio: 'ignore' });
    const ended = once(recorded, 'exit');
    const text = JSON.stringify({ kind: 'claimed', identity: identityOf(recorded.pid!) });
    const request = aProcessRequest({ killGraceMs: 0 });
    expect(await resumeClaimed(request, text)).toMatchObject({
      kind: 'lost',
    });
    await ended;
  });
});

describe.runIf(process.platform === 'linux')('an attempt that was never claimed', () => {
  it('is known not to have begun, and can never begin after that', async () => {
    const executor = workspace.anExecutor();
    const request = aGatedRequest('gate', 0);
    const verdict = { kind: 'interrupted', hasStarted: false };
    expect(await resumeAttempt(executor, request).report.whenEnded).toMatchObject(verdict);

    const late = startAttempt(executor, request);
    expect(await late.report.whenEnded).toMatchObject(verdict);
    expect(late.report.hasStarted).toBe(false);
    expect(workspace.linesOf('ledger')).toEqual([]);
  });

  it('cannot begin by a request that still waits in the socket of its keeper', async () => {
    const executor = workspace.anExecutor();
    await startAttempt(executor, { target: 'exec:true' }).report.whenEnded;
    const [keeper = 0] = workspace.keeperPids();
    process.kill(keeper, 'SIGSTOP');
    const waiting = startAttempt(executor, aGatedRequest('gate', 0));
    await new Promise((resolve) => setImmediate(resolve));
    waiting.handle.release();

    const resumed = resumeAttempt(workspace.anExecutor(), waiting.request);
    expect(await resumed.report.whenEnded).toMatchObject({
      kind: 'interrupted',
      hasStarted: false,
    });
    process.kill(keeper, 'SIGCONT');
    await startAttempt(executor, { target: 'exec:true' }).report.whenEnded;
    expect(readFileSync(join(workspace.attemptFolder(waiting.token), 'claim'), 'utf8')).toContain(
      'voided',
    );
    expect(workspace.linesOf('ledger')).toEqual([]);
  });

  it.each([
    ['was requested before the machine was started anew', 'another-start'],
    ['was requested on a machine that does not tell its starts apart', null],
  ])('is lost if it %s', async (_, bootId) => {
    const request = { ...aGatedRequest('gate', 0), bootId };
    const { report } = resumeAttempt(workspace.anExecutor(), request);
    expect(await report.whenEnded).toMatchObject({ kind: 'lost' });
  });

  it('is cancelled if that was asked for meanwhile', async () => {
    const resumed = resumeAttempt(workspace.anExecutor(), aGatedRequest('gate', 0));
    resumed.handle.cancel();
    expect(await resumed.report.whenEnded).toMatchObject({ kind: 'cancelled' });
  });
});

describe.runIf(process.platform === 'linux')('an attempt that a living keeper has', () => {
  it('is not started a second time by the same request', async () => {
    const executor = workspace.anExecutor();
    const request = aGatedRequest('gate', 3);
    const first = startAttempt(executor, request);
    await until(() => first.report.hasStarted);
    const second = startAttempt(executor, request);
    await until(() => second.report.hasStarted);
    openGate(workspace.path('gate'));
    expect(await second.report.whenEnded).toMatchObject({ kind: 'failed', exitCode: 3 });
    expect(workspace.linesOf('ledger')).toEqual([request.token]);
  });

  it('is neither ended nor given up while the keeper cannot answer', async () => {
    const first = workspace.anExecutor();
    const attempt = startAttempt(first, aGatedRequest('gate', 2));
    await until(() => attempt.report.hasStarted);
    attempt.handle.release();
    const [keeper = 0] = workspace.keeperPids();
    process.kill(keeper, 'SIGSTOP');
    const resumed = resumeAttempt(workspace.anExecutor(), attempt.request);
    await new Promise((resolve) => setImmediate(resolve));
    expect(resumed.report.outcome).toBeNull();
    process.kill(keeper, 'SIGCONT');
    openGate(workspace.path('gate'));
    expect(await resumed.report.whenEnded).toMatchObject({ kind: 'failed', exitCode: 2 });
  });
});

describe.runIf(process.platform === 'linux')('while a keeper of another version is at work', () => {
  it('nothing of it is given up, and nothing new is started', async () => {
    let greetingCount = 0;
    const stranger = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', () => {
        greetingCount += 1;
        socket.write('{"type":"hello","protocol":99}\n');
      });
    });
    await once(stranger.listen(workspace.socketPath), 'listening');
    const executor = workspace.anExecutor();
    const started = startAttempt(executor, { target: 'exec:true' });
    expect(await started.report.whenEnded).toMatchObject({
      kind: 'failed',
      failureClass: 'spawn',
      message: expect.stringContaining('speaks version 99') as string,
    });

    const request = aProcessRequest();
    claim(request, '');
    const resumed = resumeAttempt(executor, request);
    await until(() => greetingCount > 2);
    expect(resumed.report.outcome).toBeNull();
    await new Promise((resolve) => stranger.close(resolve));
    expect(await resumed.report.whenEnded).toMatchObject({ kind: 'lost' });
  });
});
