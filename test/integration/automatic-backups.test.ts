import { expect, test } from 'vitest';
import { createMemoryBackups } from '#test/support/memory-backups.ts';
import { command } from '#test/support/raw-jobs.ts';
import { startTestEngine } from '#test/support/test-engine.ts';

const HOUR_MS = 3_600_000;

test('a day after the newest backup the engine makes one by itself, and keeps the newest of those', async () => {
  const backups = createMemoryBackups();
  const engine = await startTestEngine({ backups, keptBackups: 2 });
  await engine.client.backups.make(command());
  await engine.clock.advance(23 * HOUR_MS);
  expect(await backups.list()).toHaveLength(1);
  await engine.clock.advance(3 * 25 * HOUR_MS);
  const { backups: listed } = await engine.client.backups.list();
  const kinds = listed.map(({ note }) => note?.kind);
  expect(kinds).toEqual(['automatic', 'automatic', 'by_hand']);
  const made = engine.store.view.readJournal(0, 100).filter(({ type }) => type === 'backup.made');
  expect(made.map(({ actor }) => actor)).toEqual(['tester', null, null, null, null]);
});

test('a backup that the engine could not make by itself is told, and tried again every hour', async () => {
  const backups = createMemoryBackups();
  const engine = await startTestEngine({ backups, keptBackups: 2 });
  backups.fillDisk(true);
  await engine.clock.advance(2 * HOUR_MS);
  const sentence = 'the disk that holds /nowhere is full';
  const rows = engine.store.view.readJournal(0, 100);
  expect(rows).toMatchObject([
    { type: 'backup.failed', message: sentence },
    { type: 'backup.failed' },
  ]);
  expect(await engine.client.backups.list()).toMatchObject({ backups: [], failure: sentence });
  backups.fillDisk(false);
  await engine.clock.advance(HOUR_MS);
  const { backups: listed, failure } = await engine.client.backups.list();
  expect([listed.length, failure]).toEqual([1, null]);
});

test('an engine that is to keep none makes none by itself', async () => {
  const engine = await startTestEngine({ keptBackups: 0 });
  await engine.clock.advance(48 * HOUR_MS);
  expect((await engine.client.backups.list()).backups).toEqual([]);
});

test('while a backup is made no second one is begun', async () => {
  const engine = await startTestEngine();
  const first = engine.client.backups.make(command());
  await expect(engine.client.backups.make(command())).rejects.toThrow('is being made already');
  await first;
});
