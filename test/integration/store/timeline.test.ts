import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Timeline } from '#shared/contract/timeline-schema.ts';
import { createReadWorker } from '#engine/create-read-worker.ts';
import { createStore } from '#engine/store/create-store.ts';
import { fillHistory } from '#test/support/fill-history.ts';

const DAY_MS = 86_400_000;
const UNTIL = Date.UTC(2026, 10, 24);
const folder = mkdtempSync(join(tmpdir(), 'nightdesk-timeline-'));
const file = join(folder, 'nightdesk.db');

interface Row {
  readonly run_id: number;
  readonly state: string;
  readonly job: string;
  readonly startedAt: number;
  readonly endedAt: number;
}

describe('the timeline of 200 jobs over 90 days', () => {
  let rows: readonly Row[] = [];
  const reader = createReadWorker(file);
  beforeAll(() => {
    const store = createStore({ file, randomBytes: () => new Uint8Array(16) });
    const database = new Database(file);
    const history = { jobs: 200, runs: 24_000, untilAt: UNTIL, spanMs: 90 * DAY_MS, seed: 7 };
    fillHistory(database, history);
    rows = database
      .prepare<[], Row>(
        `SELECT run_id, state, name AS job, first_started_at AS startedAt, ended_at AS endedAt
         FROM outcome JOIN job ON job.id = outcome.job_id`,
      )
      .all();
    database.close();
    store.close();
  });
  afterAll(async () => {
    await reader.close();
    rmSync(folder, { recursive: true });
  });

  const ask = (from: number, to: number, columns = 300) =>
    reader.ask('viewTimeline', { from, to, columns, now: UNTIL });

  test('tells the runs of a day one by one, those that began before it and ended after it too', async () => {
    const [from, to] = [UNTIL - 8 * DAY_MS, UNTIL - 7 * DAY_MS];
    const timeline = await ask(from, to);
    expect(timeline.detail).toBe('bars');
    const wanted = rows.filter(({ startedAt, endedAt }) => startedAt < to && endedAt >= from);
    expect(barsOf(timeline).toSorted()).toEqual(wanted.map(textOf).toSorted());
    expect(timeline.bins.job).toEqual([]);
  });

  test('counts what ended in 90 days, and leaves out no failure', async () => {
    const timeline = await ask(UNTIL - 90 * DAY_MS, UNTIL + DAY_MS);
    const { bins } = timeline;
    expect(timeline.detail).toBe('bins');
    expect(bins.binMs).toBe(DAY_MS / 2);
    const total = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0);
    const failed = rows.filter(({ state }) => state === 'failed').length;
    const succeeded = rows.filter(({ state }) => state === 'succeeded').length;
    expect(total(bins.failed)).toBe(failed);
    expect(total(bins.succeeded)).toBe(succeeded);
    expect(total(bins.other)).toBe(rows.length - failed - succeeded);
    expect(cellsOf(timeline)).toEqual(cellsOfRows(rows, bins.binMs));
  });

  test('tells the runs that took long though they ended far behind the span', async () => {
    const long = rows.find(({ startedAt, endedAt }) => endedAt - startedAt > 2 * 3_600_000);
    expect(long).toBeDefined();
    const from = long!.startedAt + 60_000;
    expect(barsOf(await ask(from, from + 60_000))).toContain(textOf(long!));
  });
});

const textOf = ({ run_id, job, state, startedAt, endedAt }: Row) =>
  [run_id, job, state, startedAt, endedAt].join(' ');

function barsOf({ bars, jobs, states }: Timeline): string[] {
  return bars.run.map((run, index) =>
    [
      run.split('-')[1],
      jobs.name[bars.job[index]!],
      states[bars.state[index]!],
      bars.startedAt[index],
      bars.endedAt[index],
    ].join(' '),
  );
}

function cellsOf({ bins, jobs }: Timeline): Map<string, number> {
  return new Map(
    bins.job
      .map((job, index): [string, number] => [
        `${jobs.name[job]} ${bins.startAt[index]}`,
        bins.failed[index]!,
      ])
      .toSorted(),
  );
}

function cellsOfRows(rows: readonly Row[], binMs: number): Map<string, number> {
  const cells = new Map<string, number>();
  for (const { job, state, endedAt } of rows) {
    const cell = `${job} ${endedAt - (endedAt % binMs)}`;
    cells.set(cell, (cells.get(cell) ?? 0) + (state === 'failed' ? 1 : 0));
  }
  return new Map([...cells].toSorted());
}
