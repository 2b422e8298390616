import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { acquireDataFolder } from '#engine/data-folder.ts';
import type { Check } from '#server/doctor/check.ts';
import { makeTemporaryFolder } from '#test/support/nightdesk-process.ts';
import { runInProcess } from '#test/support/recording-terminal.ts';

let folder: ReturnType<typeof makeTemporaryFolder>;
let dataFolder: string;

beforeEach(() => {
  folder = makeTemporaryFolder();
  dataFolder = path.join(folder.path, 'data');
});

afterEach(() => {
  folder.remove();
});

const diagnose = () => runInProcess(['doctor', '--data', dataFolder]);

test('before the first start there is nothing wrong, and nothing is made', async () => {
  const { code, stdout } = await runInProcess(['doctor', '--data', dataFolder, '--json']);
  const checks = JSON.parse(stdout) as readonly Check[];
  expect(code).toBe(0);
  expect(checks.map(({ name }) => name)).toEqual([
    'Node',
    'time zones',
    'data folder',
    'free space',
  ]);
  expect(checks.every(({ isOk, wayOut }) => isOk && wayOut === null)).toBe(true);
  expect(existsSync(dataFolder)).toBe(false);
});

test('a folder that others can look into is a failure, with what to do about it', async () => {
  mkdirSync(dataFolder);
  chmodSync(dataFolder, 0o755);
  const { code, stdout, stderr } = await diagnose();
  expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
  const finding = `others can look into ${dataFolder}: run \`chmod 700 ${dataFolder}\``;
  expect(stdout).toContain(`failed  owner only   ${finding}`);
  chmodSync(dataFolder, 0o700);
  expect(await diagnose()).toMatchObject({ code: 0 });
});

test('a file in the place of the folder is a failure', async () => {
  writeFileSync(dataFolder, '');
  const { code, stdout } = await diagnose();
  expect(code).toBe(1);
  expect(stdout).toContain(`failed  data folder  ${dataFolder} is not a folder`);
});

test('a folder at rest is looked at, SQLite included, and left free', async () => {
  mkdirSync(dataFolder, { mode: 0o700 });
  const { code, stdout } = await diagnose();
  expect(code).toBe(0);
  expect(stdout).toMatch(/^ok {6}engine {7}none runs/m);
  expect(stdout).toMatch(/^ok {6}database {5}SQLite 3\.\d+\.\d+, no data yet$/m);
  expect(stdout).toMatch(/^ok {6}durability {3}synchronous=FULL$/m);
  acquireDataFolder(dataFolder, 0).release();
});

test('data of a newer version is a failure, and is left as it is', async () => {
  mkdirSync(dataFolder, { mode: 0o700 });
  const file = path.join(dataFolder, 'nightdesk.db');
  const database = new Database(file);
  database.pragma('user_version = 999');
  database.close();
  const { code, stdout } = await diagnose();
  expect(code).toBe(1);
  expect(stdout).toMatch(
    /^failed {2}database .*data in format 999, this version knows \d+: update Nightdesk$/m,
  );
  const again = new Database(file);
  expect(again.pragma('user_version', { simple: true })).toBe(999);
  again.close();
});

test('a file that is no database is a failure, with the way out', async () => {
  mkdirSync(dataFolder, { mode: 0o700 });
  writeFileSync(path.join(dataFolder, 'nightdesk.db'), 'a letter, long enough to be no database');
  const { code, stdout } = await diagnose();
  expect(code).toBe(1);
  expect(stdout).toMatch(/^failed {2}engine .*is not a Nightdesk database: choose another --data/m);
});

test('the database of another program is a failure, and is left as it is', async () => {
  mkdirSync(dataFolder, { mode: 0o700 });
  const database = new Database(path.join(dataFolder, 'nightdesk.db'));
  database.exec('CREATE TABLE theirs (letter TEXT)');
  database.close();
  const { code, stdout } = await diagnose();
  expect(code).toBe(1);
  expect(stdout).toMatch(/^failed {2}engine .*is a database of another program: choose another/m);
});

test('a process that holds the folder and does not answer is a failure, and is named', async () => {
  const holder = acquireDataFolder(dataFolder, 0);
  const { code, stdout } = await diagnose();
  holder.release();
  expect(code).toBe(1);
  expect(stdout).toMatch(new RegExp(`^failed {2}engine .* held by process ${process.pid},`, 'm'));
});
