import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { _electron as electronDriver } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { buildApplication } from '#test/support/electron/build-application.ts';
import { findElectronRuntime } from '#test/support/electron/find-electron-runtime.ts';
import { makeTemporaryFolder, runCommand } from '#test/support/nightdesk-process.ts';

const { executable, because } = findElectronRuntime(process.env);
const isRequired = process.env['REQUIRE_ELECTRON'] === '1';
const TEST_MS = 180_000;

/** Asked in the page: how the engine is, as soon as it is running. */
const WHEN_RUNNING = `new Promise((resolve) => {
  const look = (state) => state.state === 'running' && resolve(state);
  nightdeskDesktop.onEngineState(look);
  nightdeskDesktop.readEngineState({}).then(look);
})`;

/** Asked in the page: whether a port came that something answers at. */
const WHEN_ANSWERED = `new Promise((resolve) => {
  addEventListener('message', ({ data, ports: [port] }) => {
    if (data.type !== 'nightdesk:port') return;
    port.onmessage = ({ data: answer }) => resolve(answer);
    port.postMessage(JSON.stringify({ i: '1', p: { u: '/instance/describe', b: {} } }));
  });
  nightdeskDesktop.connect({});
})`;

const JOBS = `jobs:
  - name: version
    method: GET
    target: exec:${process.execPath}
    args: ['--version']
`;

const REACHABLE = `[typeof require, typeof process, typeof Buffer, typeof nightdeskDesktop]`;

if (because !== null && isRequired) {
  test('the real Electron is here, as REQUIRE_ELECTRON=1 asks for', () => {
    throw new Error(because);
  });
}

const reason = because === null ? '' : ` (skipped: ${because})`;
describe.skipIf(because !== null)(`on the real Electron${reason}`, () => {
  test(
    'a sandboxed window opens, a port arrives, the database loads, a job runs, and all of it ends in order',
    { timeout: TEST_MS },
    async () => {
      const folder = makeTemporaryFolder();
      const dataFolder = path.join(folder.path, 'data');
      const program = path.join(folder.path, 'program');
      buildApplication(program);
      // Chromium’s sandbox does not work for root.
      const rootOnly = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
      const userData = `--user-data-dir=${path.join(folder.path, 'user')}`;
      const application = await electronDriver.launch({
        executablePath: executable!,
        args: [...rootOnly, userData, program, '--data', dataFolder],
      });
      const ended = new Promise((resolve) => application.process().once('exit', resolve));
      try {
        const page = await application.firstWindow();
        expect(page.url()).toMatch(/^app:\/\/nightdesk\//);
        expect(await page.evaluate(WHEN_RUNNING)).toMatchObject({ dataFolder, isAttached: false });
        expect(await page.evaluate(WHEN_ANSWERED)).toContain('sqliteVersion');
        const around = ['undefined', 'undefined', 'undefined', 'object'];
        expect(await page.evaluate(REACHABLE)).toEqual(around);
        const jobFile = path.join(folder.path, 'jobs.yaml');
        writeFileSync(jobFile, JOBS);
        await runCommand(['apply', jobFile, '--data', dataFolder]);
        const run = await runCommand(['run', 'version', '--wait', '--data', dataFolder]);
        expect(run).toMatchObject({ code: 0 });
      } finally {
        await application.close();
        expect(await ended).toBe(0);
        folder.remove();
      }
    },
  );
});
