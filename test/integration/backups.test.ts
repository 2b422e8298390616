import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { backUpBeforeMigration, listBackupsAtRest } from '#engine/back-up-at-rest.ts';
import { makeBackup } from '#engine/backup-folder.ts';
import { createBackupFiles } from '#engine/create-backup-files.ts';
import { createStore } from '#engine/store/create-store.ts';
import { MIGRATIONS } from '#engine/store/migrations.ts';
import { readThrough } from '#engine/store/read-through.ts';
import { makeTemporaryFolder, runCommand, startServe } from '#test/support/nightdesk-process.ts';
import { aPost, command } from '#test/support/raw-jobs.ts';
import type { TestEngine } from '#test/support/test-engine.ts';
import { startTestEngine } from '#test/support/test-engine.ts';

let folder: ReturnType<typeof makeTemporaryFolder>;
let file: string;
let backups: string;
beforeEach(() => {
  folder = makeTemporaryFolder();
  file = join(folder.path, 'nightdesk.db');
  backups = join(folder.path, 'backups');
});
afterEach(() => folder.remove());

function startEngine(): Promise<TestEngine> {
  return startTestEngine({ file, backups: createBackupFiles(file, backups) });
}

const names = () => readdirSync(backups).toSorted();

test('a backup made while runs are written holds what was answered before, and is whole', async () => {
  const engine = await startEngine();
  await engine.apply(aPost('pay', { overlap: 'allow' }));
  await engine.trigger('pay');
  const making = engine.client.backups.make({ ...command(), reason: null });
  for (let count = 0; count < 50; count++) await engine.trigger('pay');
  const { backup } = await making;
  const copy = join(backups, backup.name);
  expect(readThrough(copy).runCount).toBeGreaterThanOrEqual(1);
  expect(names()).toEqual([backup.name]);
  expect(statSync(copy).mode & 0o777).toBe(0o600);
  const rows = engine.store.view.readJournal(0, 1_000);
  expect(rows.at(-1)).toMatchObject({ type: 'backup.made', actor: 'tester', message: backup.name });
  engine.kill();
});

test('what a killed engine left of a backup has no backup’s name, and goes with the next one', async () => {
  const engine = await startEngine();
  await engine.client.backups.make(command());
  const [whole = ''] = names();
  writeFileSync(join(backups, 'nightdesk-20260101T000000Z-by-hand.db.partial'), 'half');
  expect((await engine.client.backups.list()).backups.map(({ name }) => name)).toEqual([whole]);
  await engine.client.backups.make(command());
  expect(names().filter((name) => !name.endsWith('.db'))).toEqual([]);
  await engine.stop();
});

test('a damaged copy never becomes a backup', async () => {
  const engine = await startEngine();
  await engine.apply(aPost('pay'));
  await engine.stop();
  const database = new Database(file);
  database.unsafeMode();
  database.pragma('writable_schema = 1');
  database.exec(`UPDATE sqlite_schema SET rootpage = 2 WHERE name = 'run_by_job'`);
  database.close();
  const note = { at: 0, kind: 'by_hand', by: null, reason: null } as const;
  await expect(makeBackup(file, backups, note)).rejects.toThrow('damaged');
  expect(names()).toEqual([]);
});

test('the data of an older version are backed up before they are brought to the present format', async () => {
  const older = new Database(file);
  older.pragma(`application_id = 1313100619`);
  for (const sql of MIGRATIONS.slice(0, 9)) older.exec(sql);
  older.pragma('user_version = 9');
  older.close();
  await backUpBeforeMigration(folder.path, 1_000_000_000_000);
  createStore({ file, randomBytes: () => new Uint8Array(16) }).close();
  const [backup, ...others] = listBackupsAtRest(folder.path).backups;
  expect(others).toEqual([]);
  expect(backup?.note?.kind).toBe('before_migration');
  expect(readThrough(join(backups, backup?.name ?? '')).format).toBe(9);
  await backUpBeforeMigration(folder.path, 1_000_000_000_000);
  expect(names()).toHaveLength(1);
});

test('the command line backs up a running engine and one at rest, also after it was killed', async () => {
  const data = ['--data', folder.path];
  const engine = await startServe(folder.path, ['--no-http']);
  const copy = join(folder.path, 'copy.db');
  const made = await runCommand(['backup', copy, ...data]);
  expect(made).toMatchObject({ code: 0, stderr: '' });
  expect(readThrough(copy).newestSeq).toBeGreaterThanOrEqual(0);
  const refused = await runCommand(['backup', copy, ...data]);
  expect(refused).toMatchObject({ code: 2, stdout: '' });
  expect(refused.stderr).toBe(
    `nightdesk: ${copy} is there already: choose another name, or say --force\n`,
  );
  expect(names()).toHaveLength(1);
  await engine.kill();
  expect(await runCommand(['backup', ...data])).toMatchObject({ code: 0, stderr: '' });
  const { stdout } = await runCommand(['backup', '--list', ...data]);
  expect(stdout.split('\n').filter((line) => line.startsWith('nightdesk-'))).toHaveLength(2);
  expect(existsSync(join(folder.path, 'engine.json'))).toBe(false);
});
