import type { Database } from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { RunState } from '#shared/domain/run-state-table.ts';
import { isFinalRun } from '#shared/domain/run-state-table.ts';
import type { RunQuery } from '#engine/core/view-reader.ts';
import type { RunFinder } from '#engine/store/find-runs.ts';
import { createRunFinder } from '#engine/store/find-runs.ts';
import { openDatabase } from '#engine/store/open-database.ts';

const DAY_MS = 86_400_000;

interface StoredRun {
  readonly state: RunState;
  readonly jobKey?: number;
  readonly origin?: string;
  readonly line?: string;
  readonly input?: string;
  readonly message?: string | null;
  readonly createdAt?: number;
  readonly endedAt?: number;
  readonly readyAt?: number;
  readonly fingerprint?: string;
  readonly attempts?: number;
  readonly startedAt?: number;
}

let database: Database;
let finder: RunFinder;
beforeEach(() => {
  database = openDatabase(':memory:');
  finder = createRunFinder(database);
});
afterEach(() => {
  database.close();
});

function store(id: number, run: StoredRun): void {
  const { state, jobKey = 1, origin = 'schedule', line = 'GET builtin:noop' } = run;
  const { input = '{}', message = null, createdAt = id, fingerprint = null, attempts = 0 } = run;
  database
    .prepare(
      `INSERT INTO run (id, job_id, revision_id, origin, request_line, effect, input, priority,
         created_at, due_at, late_by_ms, coalesced_count)
       VALUES (?, ?, 1, ?, ?, '', ?, 0, ?, ?, 0, 0)`,
    )
    .run(id, jobKey, origin, line, input, createdAt, createdAt);
  const isOver = isFinalRun(state);
  const sql = isOver
    ? `INSERT INTO outcome (run_id, state, message, fingerprint, job_id, ended_at, attempt_count,
         first_started_at, counted_attempts, granted_attempts) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, 0)`
    : `INSERT INTO live_run (run_id, state, message, fingerprint, ready_at, attempt_count,
         first_started_at, counted_attempts, granted_attempts) VALUES (?, ?, ?, ?, ?, ?, ?, 0, 0)`;
  const rest = isOver ? [jobKey, run.endedAt ?? id] : [run.readyAt ?? null];
  database
    .prepare(sql)
    .run(id, state, message, fingerprint, ...rest, attempts, run.startedAt ?? null);
}

const find = (query: RunQuery, limit = 100) => finder.find(query, undefined, limit);

describe('every way to find runs finds the same ones', () => {
  const MIXED: readonly StoredRun[] = [
    { state: 'succeeded', origin: 'manual' },
    { state: 'failed', fingerprint: '1a', line: 'POST builtin:fail' },
    { state: 'ready', readyAt: 5, jobKey: 2 },
    { state: 'failed', fingerprint: '1b', jobKey: 2, origin: 'retrigger' },
    { state: 'retry_wait', fingerprint: '1a', attempts: 3, startedAt: 10 },
    { state: 'cancelled', jobKey: 2, attempts: 2, startedAt: 4, endedAt: 6 },
    { state: 'succeeded', fingerprint: '1a' },
    { state: 'ready', readyAt: 50, jobKey: 2, line: 'POST builtin:noop' },
  ];
  beforeEach(() => {
    MIXED.forEach((run, index) => store(index + 1, run));
  });

  test.each<[string, RunQuery, readonly number[]]>([
    ['all of them', {}, [8, 7, 6, 5, 4, 3, 2, 1]],
    ['in live and final states', { state: ['ready', 'failed'] }, [8, 4, 3, 2]],
    ['in final states with success', { state: ['failed', 'succeeded'] }, [7, 4, 2, 1]],
    ['of a job', { jobKey: 2 }, [8, 6, 4, 3]],
    ['of a job in a state', { jobKey: 2, state: ['failed', 'cancelled'] }, [6, 4]],
    ['of a job that succeeded', { jobKey: 1, state: ['succeeded'] }, [7, 1]],
    ['by fingerprint', { fingerprint: '1a' }, [7, 5, 2]],
    ['by fingerprint and state', { fingerprint: '1a', state: ['failed'] }, [2]],
    ['by method', { method: 'POST' }, [8, 2]],
    ['by a rare origin', { origin: 'retrigger' }, [4]],
    ['by a rare origin and state', { origin: 'manual', state: ['succeeded', 'ready'] }, [1]],
    ['by the usual origin', { origin: 'schedule', jobKey: 2 }, [8, 6, 3]],
    ['late ones', { lateness: { isLate: true, readyBefore: 10 } }, [3]],
    [
      'late ones that failed',
      { lateness: { isLate: true, readyBefore: 9 }, state: ['failed'] },
      [],
    ],
    [
      'those that are not late, of a job',
      { lateness: { isLate: false, readyBefore: 10 }, jobKey: 2 },
      [8, 6, 4],
    ],
    ['ended since, or open', { since: 6 }, [8, 7, 6, 5, 3]],
    ['ended since in a state', { since: 3, state: ['failed'] }, [4]],
    ['created before', { until: 3 }, [2, 1]],
    ['of several jobs', { jobKeys: [2, 3] }, [8, 6, 4, 3]],
    ['of several jobs in a state', { jobKeys: [1, 2], state: ['failed'] }, [4, 2]],
    ['of no job', { jobKeys: [] }, []],
    ['by attempts', { attempts: { min: 2 } }, [6, 5]],
    ['by attempts and state', { attempts: { min: 1, max: 2 }, state: ['cancelled'] }, [6]],
    ['by how long they took', { took: { now: 100, min: 60 } }, [5]],
    ['by how long they took, in a state', { took: { now: 9, max: 3 }, state: ['cancelled'] }, [6]],
  ])('%s', (_, query, keys) => {
    expect(find(query)).toEqual(keys);
    expect(finder.count(query).total).toBe(keys.length);
    expect(finder.find(query, 4, 100)).toEqual(keys.filter((key) => key < 4));
    expect(find(query, 1)).toEqual(keys.slice(0, 1));
  });
});

test('a text is looked for in request line, input and message, its wildcards as letters', () => {
  store(1, { state: 'failed', message: 'only 50% was sent' });
  store(2, { state: 'ready', input: '{"share":"50_"}' });
  store(3, { state: 'succeeded', line: 'GET exec:report?share=50' });
  store(4, { state: 'succeeded', message: String.raw`C:\temp` });
  expect(find({ words: ['50'] })).toEqual([3, 2, 1]);
  expect(find({ words: ['50%'] })).toEqual([1]);
  expect(find({ words: ['50_'] })).toEqual([2]);
  expect(find({ words: ['REPORT'] })).toEqual([3]);
  expect(find({ words: [String.raw`c:\TEMP`] })).toEqual([4]);
});

test('a word of the job’s name finds its runs', () => {
  database
    .prepare(
      `INSERT INTO job (id, name, revision_id, created_at) VALUES (7, 'send-reminder', 1, 0)`,
    )
    .run();
  store(1, { state: 'failed', jobKey: 7 });
  store(2, { state: 'failed', jobKey: 8 });
  store(3, { state: 'ready', jobKey: 7 });
  expect(find({ words: ['reminder'] })).toEqual([3, 1]);
});

test('each of several words has to stand somewhere', () => {
  store(1, { state: 'failed', message: 'refused', input: '{"customer":"Ada"}' });
  store(2, { state: 'failed', message: 'refused', input: '{"customer":"Bob"}' });
  expect(find({ words: ['refused', 'ada'] })).toEqual([1]);
  expect(find({ error: 'Ada' })).toEqual([]);
  expect(find({ error: 'REFUSED' })).toEqual([2, 1]);
});

test('a value of the input is found by its path, a number as well as a text', () => {
  store(1, { state: 'failed', input: '{"customer":42,"lines":[{"sku":"a b"}],"paid":true}' });
  store(2, { state: 'ready', input: '{"customer":"42","lines":{"0":{"sku":"x"}},"paid":"true"}' });
  store(3, { state: 'ready', input: '{"customer":421}' });
  const by = (path: string, value: string) => find({ input: [{ path, value }] });
  expect(by('customer', '42')).toEqual([2, 1]);
  expect(by('lines.0.sku', 'a b')).toEqual([1]);
  expect(by('lines.0.sku', 'x')).toEqual([2]);
  expect(by('paid', 'true')).toEqual([2, 1]);
  expect(by('nothing', 'null')).toEqual([]);
});

test('a letter that is not ASCII is found in either case', () => {
  store(1, { state: 'failed', message: 'GRÜSSE AN ALLE' });
  store(2, { state: 'failed', message: 'grüße an alle' });
  store(3, { state: 'failed', message: 'an alle' });
  expect(find({ words: ['grüsse an'] })).toEqual([1]);
  expect(find({ words: ['Grüße AN'] })).toEqual([2]);
});

test('runs from before an instant are found though the clock was set back meanwhile', () => {
  store(1, { state: 'succeeded', createdAt: 10 * DAY_MS });
  store(2, { state: 'succeeded', createdAt: 10 * DAY_MS - 3_600_000 });
  store(7, { state: 'succeeded', createdAt: 12 * DAY_MS });
  expect(find({ until: 10 * DAY_MS })).toEqual([2]);
  expect(find({ until: 12 * DAY_MS })).toEqual([2, 1]);
  expect(find({ until: 12 * DAY_MS + 1 })).toEqual([7, 2, 1]);
});

test('counting ends at ten thousand, and says so', () => {
  database.transaction(() => {
    for (let id = 1; id <= 10_000; id++) store(id, { state: 'succeeded' });
  })();
  expect(finder.count({})).toEqual({
    ...{ total: 10_000, byState: { succeeded: 10_000 }, isCapped: false },
  });
  store(10_001, { state: 'failed' });
  expect(finder.count({})).toMatchObject({ total: 10_000, isCapped: true });
  expect(finder.count({ state: ['failed'] })).toMatchObject({ total: 1, isCapped: false });
});
