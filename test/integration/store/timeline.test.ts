import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Timeline } from '#shared/contract/timeline-schema.ts';
import { createReadWorker } from '#engine/create-read-worker.ts';
import type { WindowViews } from '#engine/core/window-reader.ts';
import { createStore } from '#engine/store/create-store.ts';
import { openReader } from '#engine/store/open-reader.ts';
import { createTimelineBins } from '#engine/store/timeline-bins.ts';
import { fillHistory } from '#test/support/fill-history.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
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
  let views: WindowViews;
  beforeAll(() => {
    const store = createStore({ file, randomBytes: () => new Uint8Array(16) });
    const database = new Database(file);
    const history = { jobs: 200, runs: 26_000, untilAt: UNTIL, spanMs: 90 * DAY_MS, seed: 7 };
    fillHistory(database, history);
    rows = database
      .prepare<[], Row>(
        `SELECT run_id, state, name AS job, first_started_at AS startedAt, ended_at AS endedAt
         FROM outcome JOIN job ON job.id = outcome.job_id`,
      )
      .all();
    database.close();
    store.close();
    views = openReader(file);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const ask = (from: number, to: number, columns = 300) =>
    views.viewTimeline({ from, to, columns, now: UNTIL });

  test('tells the runs of a day one by one, those that began before it and ended after it too', () => {
    const [from, to] = [UNTIL - 8 * DAY_MS, UNTIL - 7 * DAY_MS];
    const timeline = ask(from, to);
    expect(timeline.detail).toBe('bars');
    const wanted = rows.filter(({ startedAt, endedAt }) => startedAt < to && endedAt >= from);
    expect(barsOf(timeline).toSorted()).toEqual(wanted.map(textOf).toSorted());
    expect(timeline.bins.job).toEqual([]);
  });

  test('counts what ended in 90 days, and leaves out no failure', () => {
    const timeline = ask(UNTIL - 90 * DAY_MS, UNTIL + DAY_MS);
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

  test.each([5 * MINUTE_MS, 20 * MINUTE_MS, 6 * HOUR_MS, DAY_MS, 7 * DAY_MS])(
    'counts every ending once in bins of %i ms',
    (binMs) => {
      const database = new Database(file, { readonly: true });
      const bins = createTimelineBins(database)(UNTIL - 91 * DAY_MS, UNTIL + DAY_MS, binMs);
      database.close();
      const cells = bins.map(({ jobKey, startAt, failed }): [string, number] => [
        `job-${String(jobKey).padStart(3, '0')} ${startAt}`,
        failed,
      ]);
      expect(new Map(cells.toSorted())).toEqual(cellsOfRows(rows, binMs));
    },
  );

  test('tells the runs that took long though they ended far behind the span', () => {
    const long = rows.find(({ startedAt, endedAt }) => endedAt - startedAt > 2 * HOUR_MS);
    expect(long).toBeDefined();
    const from = long!.startedAt + MINUTE_MS;
    expect(barsOf(ask(from, from + MINUTE_MS))).toContain(textOf(long!));
  });

  test('is the same when a thread answers that only reads', async () => {
    const reader = createReadWorker(file);
    const query = { from: UNTIL - DAY_MS, to: UNTIL, columns: 300, now: UNTIL };
    expect(await reader.ask('viewTimeline', query)).toEqual(views.viewTimeline(query));
    await reader.close();
    await expect(reader.ask('viewTimeline', query)).rejects.toThrow('the engine is stopping');
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
