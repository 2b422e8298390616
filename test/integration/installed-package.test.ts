import { accessSync, constants, existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Check } from '#server/doctor/check.ts';
import { isProcessAlive } from '#server/is-process-alive.ts';
import type { Run } from '#shared/contract/run-schema.ts';
import type { Desk } from '#test/support/desk.ts';
import { createDesk } from '#test/support/desk.ts';
import type { InstalledPackage } from '#test/support/installed-package.ts';
import { installPackage } from '#test/support/installed-package.ts';
import type { ServedEngine } from '#test/support/nightdesk-process.ts';

const greeting = {
  name: 'greeting',
  method: 'POST',
  target: `exec:${process.execPath}`,
  args: ['-e', 'console.log("good night", process.env.NIGHTDESK_RUN_ID)'],
};
const failing = {
  name: 'failing',
  method: 'GET',
  target: 'builtin:fail',
  retry: { maxAttempts: 1 },
};

let installed: InstalledPackage;

beforeAll(() => {
  installed = installPackage();
});

afterAll(() => {
  installed.remove();
});

describe('the package that npm installs', () => {
  let desk: Desk;
  let engine: ServedEngine | null;

  beforeEach(() => {
    desk = createDesk({ launcher: installed.launcher });
    engine = null;
  });

  afterEach(async () => {
    await engine?.kill();
    desk.remove();
  });

  test('tells its version', async () => {
    const { code, stdout, stderr } = await desk.command('--version');
    expect({ code, stdout, stderr }).toEqual({
      ...{ code: 0, stderr: '' },
      stdout: `${installed.version}\n`,
    });
  });

  test('carries the program as a bundle and none of its sources, and a command that can be started', () => {
    const names = readdirSync(installed.folder, { recursive: true, encoding: 'utf8' });
    expect(names.filter((name) => name.endsWith('.ts'))).toEqual([]);
    expect(names).toContain(path.join('out', 'nightdesk.js'));
    expect(() => {
      accessSync(installed.launcher, constants.X_OK);
    }).not.toThrow();
  });

  test('serves jobs, runs a process, keeps its output, and stops', async () => {
    engine = await desk.serve(['--jobs', desk.writeJobs(greeting, failing)]);
    const run = await desk.json<Run>('run', 'greeting', '--wait');
    expect(run).toMatchObject({ state: 'succeeded', attempts: [{ exitCode: 0 }] });
    const { stdout, stderr } = await desk.command('log', run.id);
    expect({ stdout, stderr }).toEqual({ stdout: `good night ${run.id}\n`, stderr: '' });
    expect(await desk.command('run', 'failing', '--wait')).toMatchObject({ code: 1 });
    const checks = await desk.json<readonly Check[]>('doctor');
    const ofTheMachine = ['free space'];
    expect(checks.filter(({ isOk, name }) => !isOk && !ofTheMachine.includes(name))).toEqual([]);
    expect(await desk.command('stop')).toMatchObject({ code: 0, stderr: '' });
    expect(isProcessAlive(engine.pid)).toBe(false);
    expect(await engine.ended).toMatchObject({ code: 0, stderr: '' });
  });

  test('brings its console along', async () => {
    engine = await desk.serve(['--port', '0']);
    const { url } = JSON.parse(engine.output.stdout) as { readonly url: string };
    const page = await (await fetch(url)).text();
    const [, script] = /<script type="module"[^>]* src="([^"]+)"/.exec(page) ?? [];
    const answer = await fetch(new URL(script!, url));
    expect(answer.headers.get('content-type')).toContain('javascript');
    expect(await answer.text()).not.toBe('');
  });

  test('reads a job file, and refuses a wrong one with its line', async () => {
    const file = desk.write(
      'jobs.yaml',
      'jobs:\n  - name: a\n    method: GTE\n    target: builtin:noop\n',
    );
    const { code, stderr } = await desk.command('serve', '--jobs', file);
    expect(code).toBe(2);
    expect(stderr).toMatch(`nightdesk: ${file}:3: jobs[0].method: method is GET`);
    expect(existsSync(desk.dataFolder)).toBe(false);
  });

  test('brings its example along', async () => {
    engine = await desk.serve(['--example']);
    const run = await desk.json<Run>('run', 'mail-health', '--wait');
    expect(run).toMatchObject({ state: 'succeeded', message: '200 OK' });
    expect(await engine.stop()).toMatchObject({ code: 0, stderr: '' });
  });
});
