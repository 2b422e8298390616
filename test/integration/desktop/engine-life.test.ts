import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { acquireDataFolder } from '#engine/data-folder.ts';
import { connectPort } from '#renderer/data/connect-port.ts';
import type { Run } from '#shared/contract/run-schema.ts';
import { CONTRACT_VERSION } from '#shared/contract/version.ts';
import { eventsUntil, refusalOf } from '#test/contract/conformance/instance-under-test.ts';
import type { DesktopUnderTest } from '#test/support/electron/desktop-under-test.ts';
import { startDesktopUnderTest } from '#test/support/electron/desktop-under-test.ts';
import { HESITANT_MAIL_SERVICE } from '#test/support/hesitant-mail-service.ts';
import { makeTemporaryFolder, runJson, startServe } from '#test/support/nightdesk-process.ts';

let folder: ReturnType<typeof makeTemporaryFolder>;
let desktop: DesktopUnderTest | null = null;

beforeEach(() => {
  folder = makeTemporaryFolder();
});

afterEach(async () => {
  if (desktop?.hasQuit() === false) await desktop.quit();
  desktop = null;
  folder.remove();
});

async function start(isExample = false): Promise<DesktopUnderTest> {
  desktop = await startDesktopUnderTest({ folder: folder.path, isExample });
  return desktop;
}

const echo = { name: 'echo', method: 'POST', target: `exec:${process.execPath}`, args: ['-v'] };

test('the window gets a port to an engine in its own process, and a job runs', async () => {
  const { dataFolder, processes, untilEngine, connect } = await start();
  await untilEngine('running');
  const { client } = await connect();
  const description = await client.instance.describe();
  expect(description).toMatchObject({
    ...{ pid: processes[0]!.pid, dataFolder, contractVersion: CONTRACT_VERSION },
  });
  const definitions = [{ ...echo, idempotent: true }];
  await client.jobs.apply({ commandId: 'a', definitions, defaultZone: 'UTC' });
  const { run } = await client.runs.trigger({ commandId: 'b', job: 'echo' });
  const events = await eventsUntil(
    client,
    0,
    ({ run: of, type }) => of === run.id && type === 'run.succeeded',
  );
  expect(events.at(-1)).toMatchObject({ actor: null });
  const { text } = await client.attempts.readLog({ run: run.id });
  expect(text.trim()).toBe(process.version);
});

test('after a reload the page gets a port of its own again, and the old one is closed', async () => {
  const { untilEngine, connect, window } = await start();
  await untilEngine('running');
  const before = await connect();
  await before.client.jobs.list();
  window().reload();
  await before.closed;
  const after = await connect();
  expect(await after.client.jobs.list()).toMatchObject({ jobs: [] });
});

test('an engine that crashes is started again, and a port to the new one arrives by itself', async () => {
  const { processes, untilEngine, connect, window, clock } = await start();
  await untilEngine('running');
  const first = await connect();
  const definitions = [{ name: 'kept', method: 'GET', target: 'builtin:noop' }];
  await first.client.jobs.apply({ commandId: 'a', definitions, defaultZone: 'UTC' });
  processes[0]!.crash();
  await first.closed;
  expect(await refusalOf(first.client.runs.list({}))).toMatchObject({ code: 'UNAVAILABLE' });
  await untilEngine('restarting');
  await clock.advance(1_000);
  await untilEngine('running');
  expect(processes).toHaveLength(2);
  const second = connectPort(await window().page().nextPort());
  const { jobs } = await second.client.jobs.list();
  expect(jobs.map(({ name }) => name)).toEqual(['kept']);
});

test('an engine that somebody stopped stays stopped until it is asked for', async () => {
  const { processes, untilEngine, connect, window } = await start();
  await untilEngine('running');
  const { client } = await connect();
  await client.instance.stop({ commandId: 'a' });
  await untilEngine('stopped');
  expect(await processes[0]!.exited).toBe(0);
  await window().page().desktop.restartEngine({});
  await untilEngine('running');
});

test('the engine is told when the system comes back from sleep', async () => {
  const { untilEngine, connect, emit } = await start();
  await untilEngine('running');
  const { client } = await connect();
  const { asOfSeq } = await client.instance.describe();
  const events = await client.journal.tail({ afterSeq: asOfSeq });
  emit('resume');
  const { value } = await events.next();
  expect(value).toMatchObject({ type: 'clock.slept' });
  await events.return();
});

test('the command line reaches the engine of the desktop', async () => {
  const { untilEngine, dataFolder, connect } = await start();
  await untilEngine('running');
  const { client } = await connect();
  const definitions = [{ name: 'seen', method: 'GET', target: 'builtin:noop' }];
  await client.jobs.apply({ commandId: 'a', definitions, defaultZone: 'UTC' });
  const jobs = await runJson<{ name: string }[]>(['jobs', '--data', dataFolder]);
  expect(jobs.map(({ name }) => name)).toEqual(['seen']);
});

test('where another engine holds the data folder the desktop attaches to it, and takes over when it ends', async () => {
  const headless = await startServe(path.join(folder.path, 'data'), ['--no-http']);
  const { untilEngine, connect, window, clock, processes } = await start();
  await untilEngine('running');
  const state = await window().page().desktop.readEngineState({});
  expect(state).toMatchObject({ state: 'running', isAttached: true });
  const { client } = await connect();
  expect(await client.instance.describe()).toMatchObject({ pid: headless.pid });
  await headless.stop();
  await untilEngine('restarting');
  await clock.advance(1_000);
  await untilEngine('running');
  const own = connectPort(await window().page().nextPort());
  expect(await own.client.instance.describe()).toMatchObject({ pid: processes[1]!.pid });
});

test('quitting ends the engine in order, and the data folder is free afterwards', async () => {
  const { processes, untilEngine, quit, dataFolder } = await start();
  await untilEngine('running');
  await quit();
  expect(await processes[0]!.exited).toBe(0);
  acquireDataFolder(dataFolder, Date.now()).release();
});

test('a data folder that cannot be made is told in a sentence, and not tried again', async () => {
  writeFileSync(path.join(folder.path, 'data'), 'a file in its place');
  const { untilEngine, window, processes } = await start();
  await untilEngine('failed');
  const state = await window().page().desktop.readEngineState({});
  expect(state).toMatchObject({ state: 'failed' });
  expect(JSON.stringify(state)).toContain('cannot be made');
  expect(processes).toHaveLength(1);
});

test('with --example there is something to see at once', async () => {
  const { untilEngine, connect } = await start(true);
  await untilEngine('running');
  const { client } = await connect();
  const { jobs } = await client.jobs.list();
  expect(jobs.length).toBeGreaterThan(3);
});

test('when the example ends, a request that is under way has its answer before the mail service goes', async () => {
  const workspace = path.join(folder.path, 'data', 'workspace');
  const inWorkspace = (file: string) => path.join(workspace, file);
  mkdirSync(workspace, { recursive: true });
  writeFileSync(inWorkspace('mail-service.mjs'), HESITANT_MAIL_SERVICE);
  const { untilEngine, connect, quit, dataFolder } = await start(true);
  await untilEngine('running');
  const { client } = await connect();
  const { run } = await client.runs.trigger({ commandId: 'a', job: 'mail-health' });
  await vi.waitFor(() => expect(existsSync(inWorkspace('asked'))).toBe(true), { timeout: 60_000 });
  const isOver = quit();
  await vi.waitFor(async () => {
    const { runs } = await client.jobs.explain({ job: 'expire-order' });
    expect(runs.flatMap(({ gates }) => gates)).toContainEqual(
      expect.objectContaining({ gate: 'engine_draining' }),
    );
  });
  writeFileSync(inWorkspace('answer'), '');
  await isOver;
  const served = await startServe(dataFolder, ['--no-http']);
  const shown = await runJson<Run>(['show', run.id, '--data', dataFolder]);
  expect(shown).toMatchObject({ state: 'succeeded', attemptCount: 1 });
  await served.stop();
});
