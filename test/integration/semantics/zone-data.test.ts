import path from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeTemporaryFolder } from '#test/support/nightdesk-process.ts';
import { aGet } from '#test/support/raw-jobs.ts';
import { createTestClock } from '#test/support/test-clock.ts';
import type { TestEngine } from '#test/support/test-engine.ts';
import { startTestEngine } from '#test/support/test-engine.ts';

const HOUR = 3_600_000;

let folder: ReturnType<typeof makeTemporaryFolder>;
let file: string;
beforeEach(() => {
  folder = makeTemporaryFolder();
  file = path.join(folder.path, 'nightdesk.db');
});
afterEach(() => folder.remove());

/** As if older time-zone data, by which this zone's clocks went differently, had planned what is there. */
function shiftPlans(ms: number): void {
  const database = new Database(file);
  database.prepare('UPDATE trigger SET next_at = next_at + ?').run(ms);
  database.close();
}

const nextOf = async (engine: TestEngine, job: string) =>
  (await engine.client.jobs.get({ job })).job.nextAt;

async function listMoved(engine: TestEngine) {
  await engine.settle();
  return (await engine.client.activity.moved({ since: 0, limit: 100 })).moved;
}

const AT_TEN = Date.UTC(2026, 0, 5, 10);
const report = aGet('report', {
  overlap: 'allow',
  triggers: [{ name: 'daily', cron: '0 11 * * *', zone: 'Europe/Berlin' }],
});

test('with new time-zone data instants to come are planned anew, and the moved ones are listed', async () => {
  const clock = createTestClock();
  const before = await startTestEngine({ file, clock, zoneData: '2026a' });
  await before.apply(report);
  before.kill();
  shiftPlans(HOUR);
  const engine = await startTestEngine({ file, clock, zoneData: '2026b' });
  const moved = { job: 'report', trigger: 'daily', fromAt: AT_TEN + HOUR, toAt: AT_TEN };
  expect(await listMoved(engine)).toMatchObject([{ ...moved, zoneData: '2026b' }]);
  expect(await nextOf(engine, 'report')).toBe(AT_TEN);
  await clock.advance(3 * HOUR);
  const instants = (await engine.runs('report')).map(({ nominalAt }) => nominalAt);
  expect(instants).toEqual([AT_TEN]);
});

test('with the same time-zone data nothing is planned anew', async () => {
  const clock = createTestClock();
  const before = await startTestEngine({ file, clock, zoneData: '2026a' });
  await before.apply(report);
  before.kill();
  shiftPlans(HOUR);
  const engine = await startTestEngine({ file, clock, zoneData: '2026a' });
  expect(await listMoved(engine)).toEqual([]);
  expect(await nextOf(engine, 'report')).toBe(AT_TEN + HOUR);
});

test('an instant that new time-zone data moves into the past is made up for', async () => {
  const clock = createTestClock();
  const before = await startTestEngine({ file, clock, zoneData: '2026a' });
  await before.apply(report);
  await clock.advance(24 * HOUR);
  before.kill();
  const at = AT_TEN + 24 * HOUR;
  await clock.advance(at + HOUR / 2 - clock.wallNow());
  shiftPlans(HOUR);
  const engine = await startTestEngine({ file, clock, zoneData: '2026b' });
  await clock.advance(1_000);
  const [, second] = await engine.occurrences('report');
  expect(second).toMatchObject({ nominalAt: at, reason: 'missed' });
});

test('a local time is resolved anew by new time-zone data', async () => {
  const clock = createTestClock();
  const before = await startTestEngine({ file, clock, zoneData: '2026a' });
  await before.apply(
    aGet('once', { triggers: [{ at: '2026-01-05T11:00', zone: 'Europe/Berlin' }] }),
  );
  before.kill();
  const database = new Database(file);
  const wrongly = AT_TEN + HOUR;
  database
    .prepare(
      `UPDATE trigger SET next_at = ?, definition = json_set(definition, '$.schedule.instantAt', ?)`,
    )
    .run(wrongly, wrongly);
  database.close();
  const engine = await startTestEngine({ file, clock, zoneData: '2026b' });
  await clock.advance(3 * HOUR);
  expect(await engine.runs('once')).toMatchObject([{ nominalAt: AT_TEN }]);
});
