import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { MIGRATIONS } from '#engine/store/migrations.ts';

/** A database in memory that has seen so many migrations, with rows as they were written then. */
function databaseOfFormat(format: number, rows: string): Database.Database {
  const database = new Database(':memory:');
  for (const sql of MIGRATIONS.slice(0, format)) database.exec(sql);
  database.exec(rows);
  return database;
}

const SPAN_MS = 600_000;

test('a history of format 1 gets what the views of format 2 are made of', () => {
  const run = (id: number, jobKey: number) =>
    `INSERT INTO run (id, job_id, revision_id, origin, request_line, effect, input, priority,
       created_at, due_at, late_by_ms, coalesced_count)
     VALUES (${id}, ${jobKey}, ${jobKey * 10}, 'schedule', 'GET builtin:noop', '', '{}', 0, 0, 0, 0, 0);`;
  const outcome = (id: number, state: string, endedAt: number) =>
    `INSERT INTO outcome (run_id, state, ended_at, attempt_count, counted_attempts, granted_attempts)
     VALUES (${id}, '${state}', ${endedAt}, 2, 2, 0);`;
  const attempt = (id: number, number: number, fingerprint: string | null) =>
    `INSERT INTO attempt (run_id, number, state, token, started_at, fingerprint)
     VALUES (${id}, ${number}, 'failed', 't', 0, ${fingerprint === null ? 'NULL' : `'${fingerprint}'`});`;
  const database = databaseOfFormat(
    1,
    [
      ...[run(1, 7), run(2, 7), run(3, 8), run(4, 8)],
      ...[outcome(1, 'failed', SPAN_MS), outcome(2, 'succeeded', 2 * SPAN_MS - 1)],
      ...[outcome(3, 'expired', 2 * SPAN_MS), attempt(1, 1, '1old'), attempt(1, 2, '1new')],
      ...[attempt(1, 3, null), attempt(4, 1, '1live')],
      `INSERT INTO live_run (run_id, state, attempt_count, counted_attempts, granted_attempts)
       VALUES (4, 'retry_wait', 1, 1, 0);`,
    ].join('\n'),
  );
  database.exec(MIGRATIONS[1] ?? '');
  const all = (sql: string) => database.prepare<[], unknown[]>(sql).raw().all();
  expect(
    all('SELECT run_id, job_id, revision_id, fingerprint FROM outcome ORDER BY run_id'),
  ).toEqual([
    [1, 7, 70, '1new'],
    [2, 7, 70, null],
    [3, 8, 80, null],
  ]);
  expect(all('SELECT run_id, fingerprint FROM live_run')).toEqual([[4, '1live']]);
  expect(all('SELECT * FROM ending ORDER BY span_at')).toEqual([
    [SPAN_MS, 7, 1, 1, 0],
    [2 * SPAN_MS, 8, 0, 0, 1],
  ]);
  database.close();
});

test('endings that were counted by ten minutes are added up to hours and days', () => {
  const [hourMs, dayMs] = [3_600_000, 86_400_000];
  const ending = (spanAt: number, counts: string) =>
    `INSERT INTO ending VALUES (${spanAt}, 7, ${counts});`;
  const database = databaseOfFormat(
    9,
    [
      ending(dayMs, '1, 2, 3'),
      ending(dayMs + SPAN_MS, '1, 0, 0'),
      ending(dayMs + hourMs, '5, 0, 1'),
    ].join('\n'),
  );
  database.exec(MIGRATIONS[9] ?? '');
  const all = (table: string) =>
    database.prepare<[], unknown[]>(`SELECT * FROM ${table} ORDER BY span_at`).raw().all();
  expect(all('ending_hour')).toEqual([
    [dayMs, 7, 2, 2, 3],
    [dayMs + hourMs, 7, 5, 0, 1],
  ]);
  expect(all('ending_day')).toEqual([[dayMs, 7, 7, 2, 4]]);
  database.close();
});
