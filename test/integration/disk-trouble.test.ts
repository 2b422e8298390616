import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Run } from '#shared/contract/run-schema.ts';
import { connectSocket } from '#server/connect-socket.ts';
import type { Check } from '#server/doctor/check.ts';
import { isProcessAlive } from '#server/is-process-alive.ts';
import type { Desk } from '#test/support/desk.ts';
import { createDesk } from '#test/support/desk.ts';
import type { ServedEngine } from '#test/support/nightdesk-process.ts';
import type { SmallDisk } from '#test/support/small-disk.ts';
import { canMountSmallDisk, mountSmallDisk } from '#test/support/small-disk.ts';

const quick = { name: 'quick', method: 'GET', target: 'builtin:noop' };
const IS_FULL = 'the disk that holds the data folder is full (SQLITE_FULL)';
const NOTHING_CHANGED = 'nothing was changed, ask again once that is seen to';

let desk: Desk;
let engine: ServedEngine | null;

beforeEach(() => {
  engine = null;
});

async function serve(...args: readonly string[]): Promise<ServedEngine> {
  engine = await desk.serve(args);
  return engine;
}

/** What `doctor` says about the engine. */
async function engineCheck(): Promise<Check> {
  const { stdout } = await desk.command('doctor', '--json');
  return (JSON.parse(stdout) as readonly Check[]).find(({ name }) => name === 'engine')!;
}

async function idsOf(job: string): Promise<readonly string[]> {
  const runs = await desk.json<readonly Run[]>('runs', '--job', job, '--limit', '1000');
  return runs.map(({ id }) => id).toSorted();
}

/** Triggers one run after the other until one is refused; answers with those that were acknowledged. */
async function triggerUntilRefused(): Promise<{ ids: readonly string[]; refusal: unknown }> {
  const { client, close } = connectSocket(desk.dataFolder);
  const ids: string[] = [];
  try {
    for (;;) {
      const commandId = `fills-up-${ids.length}`;
      const { run } = await client.runs.trigger({ commandId, job: 'quick' });
      ids.push(run.id);
    }
  } catch (refusal) {
    return { ids: ids.toSorted(), refusal };
  } finally {
    close();
  }
}

describe.skipIf(!canMountSmallDisk())(
  'on a real disk (skipped where none can be mounted: it takes root on Linux)',
  () => {
    let disk: SmallDisk;

    beforeEach(() => {
      disk = mountSmallDisk();
      desk = createDesk({ dataFolder: path.join(disk.folder, 'data') });
    });

    afterEach(async () => {
      await engine?.kill();
      disk.remove();
      desk.remove();
    });

    test('that gets full, what was acknowledged is there, what was refused is not, and it goes on by itself', async () => {
      const first = await serve('--jobs', desk.writeJobs(quick));
      disk.fill(200_000);
      const { ids, refusal } = await triggerUntilRefused();
      expect(ids.length).toBeGreaterThan(0);
      expect(refusal).toMatchObject({ message: `${IS_FULL}: ${NOTHING_CHANGED}` });
      expect(await desk.command('run', 'quick')).toMatchObject({
        ...{ code: 2, stdout: '' },
        stderr: `nightdesk: ${IS_FULL}: ${NOTHING_CHANGED}\n`,
      });
      expect(await engineCheck()).toMatchObject({
        isOk: false,
        finding: expect.stringContaining(IS_FULL) as string,
      });
      expect(await idsOf('quick')).toEqual(ids);

      disk.free();
      const { id } = await desk.json<Run>('run', 'quick', '--wait');
      expect(await engineCheck()).toMatchObject({ isOk: true });
      expect(await idsOf('quick')).toEqual([...ids, id].toSorted());

      expect(await first.kill()).toMatchObject({ stderr: '' });
      await serve();
      const runs = await desk.json<readonly Run[]>('runs', '--limit', '1000');
      expect(runs.map((run) => run.id).toSorted()).toEqual([...ids, id].toSorted());
      expect(new Set(runs.map(({ state }) => state))).toEqual(new Set(['succeeded']));
    });

    test('that is full while a process ends, its end is recorded once there is space', async () => {
      const goOn = path.join(desk.folder, 'go-on');
      const pidFile = path.join(desk.folder, 'pid');
      const script = `echo $$ > "${pidFile}.new"; mv "${pidFile}.new" "${pidFile}"; until [ -e "${goOn}" ]; do sleep 0.05; done; exit 7`;
      const patient = {
        ...{ name: 'patient', method: 'POST', target: 'shell:sh', script },
        retry: { maxAttempts: 1 },
      };
      await serve('--jobs', desk.writeJobs(quick, patient));
      const waiting = desk.start('run', 'patient', '--wait', '--json');
      await vi.waitFor(() => expect(existsSync(pidFile)).toBe(true), { timeout: 30_000 });
      const pid = Number(readFileSync(pidFile, 'utf8'));
      disk.fill();
      expect(await desk.command('run', 'quick')).toMatchObject({ code: 2 });
      writeFileSync(goOn, '');
      await vi.waitFor(() => expect(isProcessAlive(pid)).toBe(false), { timeout: 30_000 });
      expect(await desk.json('runs', '--job', 'patient')).toMatchObject([{ state: 'running' }]);
      disk.free();
      const { code, stdout } = await waiting.ended;
      expect(code).toBe(1);
      expect(JSON.parse(stdout)).toMatchObject({ state: 'failed', attempts: [{ exitCode: 7 }] });
    });

    test('that is full, the engine can be stopped, and knows at its next start what it could not record', async () => {
      const slow = { ...quick, name: 'slow', target: 'builtin:sleep', input: { ms: 600_000 } };
      const { ended } = await serve('--jobs', desk.writeJobs(slow));
      const { id } = await desk.json<Run>('run', 'slow');
      disk.fill();
      expect(await desk.command('run', 'slow')).toMatchObject({ code: 2 });
      expect(await desk.command('stop')).toMatchObject({ code: 0, stderr: '' });
      expect(await ended).toMatchObject({ code: 0, stderr: '' });
      disk.free();
      await serve();
      const run = await desk.json<Run>('show', id);
      expect(run.attempts[0]).toMatchObject({
        state: expect.stringMatching(/lost|cancelled|interrupted/) as string,
      });
    });

    test('that is full from the start, no engine starts, and what was there stays', async () => {
      await (await serve('--jobs', desk.writeJobs(quick))).stop();
      disk.fill();
      const { code, stdout, stderr } = await desk.command('serve', '--json');
      expect({ code, stdout, stderr }).toEqual({
        ...{ code: 2, stdout: '' },
        stderr: `nightdesk: the data folder ${desk.dataFolder} cannot be used: the disk is full, so free some space, or choose another --data folder\n`,
      });
      expect(await engineCheck()).toMatchObject({ isOk: false });
      disk.free();
      await serve();
      expect(await desk.json('jobs')).toMatchObject([{ name: 'quick', revision: 1 }]);
    });

    test.each([0, 8_192, 65_536])(
      'with only %i bytes left, a new engine is refused with one sentence and can start later',
      async (leftBytes) => {
        disk.fill(leftBytes);
        const { code, stdout, stderr } = await desk.command('serve', '--json');
        expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
        expect(stderr).toMatch(
          /^nightdesk: the (data folder|disk that holds) \S+ [^\n]*full[^\n]*\n$/,
        );
        disk.free();
        await serve('--jobs', desk.writeJobs(quick));
        expect(await desk.command('run', 'quick', '--wait')).toMatchObject({ code: 0 });
      },
    );

    test('that is read-only, no engine starts: neither in a new folder nor in one that has jobs', async () => {
      await (await serve('--jobs', desk.writeJobs(quick))).stop();
      disk.setReadOnly();
      const wayOut =
        'it is on a read-only disk, so make that writable, or choose another --data folder';
      expect(await desk.command('serve', '--json')).toMatchObject({
        ...{ code: 2, stdout: '' },
        stderr: `nightdesk: the data folder ${desk.dataFolder} cannot be used: ${wayOut}\n`,
      });
      const fresh = createDesk({ dataFolder: path.join(disk.folder, 'not', 'yet') });
      expect(await fresh.command('serve', '--json')).toMatchObject({
        ...{ code: 2, stdout: '' },
        stderr: `nightdesk: the data folder ${fresh.dataFolder} cannot be made: ${wayOut}\n`,
      });
      fresh.remove();
      const { code, stdout } = await desk.command('doctor');
      expect(code).toBe(1);
      expect(stdout).toMatch(/^failed {2}data folder .* cannot be written: /m);
    });
  },
);

/** A limit of the system makes every write of the process beyond the first byte of a file fail (EFBIG). */
describe.skipIf(process.platform !== 'linux')(
  'on a disk that reports errors (skipped elsewhere than on Linux, which can limit a process that runs)',
  () => {
    const setLimit = (pid: number, bytes: number | 'unlimited') =>
      execFileSync('prlimit', ['--pid', String(pid), `--fsize=${bytes}:unlimited`]);

    beforeEach(() => {
      desk = createDesk();
    });

    afterEach(async () => {
      await engine?.kill();
      desk.remove();
    });

    test('commands are refused with its name, questions are answered, and it goes on by itself', async () => {
      const { pid } = await serve('--jobs', desk.writeJobs(quick));
      const before = await desk.json<Run>('run', 'quick', '--wait');
      setLimit(pid, 1);
      const hasAnError =
        'the disk that holds the data folder reports an error (SQLITE_IOERR_WRITE)';
      expect(await desk.command('run', 'quick')).toMatchObject({
        ...{ code: 2, stdout: '' },
        stderr: `nightdesk: ${hasAnError}: ${NOTHING_CHANGED}\n`,
      });
      expect(await idsOf('quick')).toEqual([before.id]);
      expect(await engineCheck()).toMatchObject({
        isOk: false,
        finding: expect.stringContaining(hasAnError) as string,
      });
      setLimit(pid, 'unlimited');
      const after = await desk.json<Run>('run', 'quick', '--wait');
      expect(await engineCheck()).toMatchObject({ isOk: true });
      expect(await idsOf('quick')).toEqual([before.id, after.id].toSorted());
    });
  },
);
