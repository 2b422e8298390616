import type { Database } from 'better-sqlite3';
import { expect, test } from 'vitest';
import type { RunQuery, ViewReader } from '#engine/core/view-reader.ts';
import { createEndingCounter } from '#engine/store/count-endings.ts';
import { createDecisionReader } from '#engine/store/decision-reader.ts';
import { openDatabase } from '#engine/store/open-database.ts';
import { createRevisionReader } from '#engine/store/revision-reader.ts';
import { createOccurrenceViews } from '#engine/store/view-occurrences.ts';
import { createViewReader } from '#engine/store/view-reader.ts';
import { createChangeWriter } from '#engine/store/write-changes.ts';

/*
 * A console asks the same questions again and again of a history of any length. The steps that SQLite plans for
 * each are looked at here: which index leads to the rows, and that no table of the history is read as a whole.
 */

const IDENTITY = { code: 'k7fq', uniqueId: '0'.repeat(32) };

type Ask = (view: ViewReader) => unknown;

/** The same database, which notes every statement that is made on it. */
function recordStatements(database: Database, statements: Set<string>): Database {
  return new Proxy(database, {
    get(target, name) {
      if (name !== 'prepare') return Reflect.get(target, name) as unknown;
      return (sql: string) => {
        statements.add(sql);
        return target.prepare(sql);
      };
    },
  });
}

function stepsOf(database: Database, sql: string): readonly string[] {
  const names = [...sql.matchAll(/@(\w+)/g)].map(([, name]) => [name, null]);
  const positions = Array.from(sql.matchAll(/\?/g), () => null);
  const values = names.length > 0 ? [Object.fromEntries(names) as object] : positions;
  const rows = database.prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`);
  return rows.all(...values).map(({ detail }) => detail);
}

/** Every step of every statement that a view may carry out. */
function stepsToAnswer(ask: Ask, onlyNew: boolean): readonly string[] {
  const database = openDatabase(':memory:');
  const statements = new Set<string>();
  const recorded = recordStatements(database, statements);
  const view = createViewReader(recorded, IDENTITY, createRevisionReader(recorded));
  const before = new Set(onlyNew ? statements : []);
  ask(view);
  const steps = [...statements]
    .filter((sql) => !before.has(sql))
    .flatMap((sql) => stepsOf(database, sql));
  database.close();
  return steps;
}

const list = (query: RunQuery) => (view: ViewReader) => view.listRuns({ ...query, limit: 50 });
const WHOLE_HISTORY = /^SCAN (?:run|outcome|attempt|journal|occurrence|ending)\b/;
const SORT = /TEMP B-TREE/;

const FILTERS: readonly (readonly [string, RunQuery, readonly string[]])[] = [
  ['in a state', { state: ['failed'] }, ['INDEX outcome_not_succeeded (state=?']],
  [
    'of a job in some states',
    { jobKey: 1, state: ['failed', 'expired'] },
    ['INDEX outcome_not_succeeded_by_job (job_id=? AND state=?'],
  ],
  ['of a job', { jobKey: 1 }, ['INDEX run_by_job (job_id=?']],
  ['of a job that succeeded', { jobKey: 1, state: ['succeeded'] }, ['INDEX run_by_job (job_id=?']],
  [
    'that failed alike',
    { fingerprint: '1abc' },
    ['INDEX live_run_by_fingerprint (f', 'INDEX outcome_by_fingerprint (f'],
  ],
  ['of an origin', { origin: 'retrigger' }, ['INDEX run_by_rare_origin (origin=?']],
  ['that are late', { lateness: { isLate: true, readyBefore: 0 } }, ['SCAN live_run']],
];

test.each(FILTERS)('runs %s are found in order by an index', (_, query, indexes) => {
  const steps = stepsToAnswer(list(query), true);
  for (const index of indexes) expect(steps).toContainEqual(expect.stringContaining(index));
  expect(steps.filter((step) => WHOLE_HISTORY.test(step) || SORT.test(step))).toEqual([]);
});

test('the newest runs are read from the end of the table, without sorting it', () => {
  const steps = stepsToAnswer(list({}), true);
  expect(steps[0]).toBe('SCAN run');
  expect(steps.filter((step) => SORT.test(step))).toEqual([]);
});

test('runs that ended since an instant are found by when they ended, if they are few', () => {
  const steps = stepsToAnswer(list({ since: 0 }), true);
  expect(steps).toContainEqual(expect.stringContaining('INDEX outcome_by_end (ended_at>?)'));
  expect(steps.filter((step) => WHOLE_HISTORY.test(step))).toEqual([]);
});

test('counting looks where listing looks', () => {
  const steps = stepsToAnswer((view) => view.countRuns({ jobKey: 1, state: ['failed'] }), true);
  expect(steps).toContainEqual(expect.stringContaining('INDEX outcome_not_succeeded_by_job'));
  expect(steps.filter((step) => WHOLE_HISTORY.test(step))).toEqual([]);
});

test.each([
  'INDEX run_by_original (retrigger_of=?',
  'INDEX journal_by_run (run_id=?',
  'INDEX outcome_failed_by_end (ended_at>?',
  'INDEX run_by_root',
  'INDEX live_run_by_fingerprint (fingerprint>?',
  'COVERING INDEX outcome_failed_alike (fingerprint=?',
  'COVERING INDEX attempt_lost (run_id=?',
  'INDEX outcome_by_end (ended_at>? AND ended_at<?',
  'SEARCH ending USING PRIMARY KEY (span_at>? AND span_at<?',
  'SEARCH ending_hour USING PRIMARY KEY (span_at>? AND span_at<?',
  'SEARCH ending_day USING PRIMARY KEY (span_at>? AND span_at<?',
  'INDEX outcome_long (ended_at>?',
  'INDEX run_by_job (job_id=?',
  'INDEX trigger_next (next_at>? AND next_at<?',
  'SEARCH wake USING PRIMARY KEY (at<?',
  'INDEX occurrence_not_on_time (decided_at>?',
])('the other views go by %s', (step) => {
  const steps = stepsToAnswer(() => undefined, false);
  expect(steps).toContainEqual(expect.stringContaining(step));
});

test('no other view reads a table of the history as a whole', () => {
  const steps = stepsToAnswer(() => undefined, false);
  expect(steps.filter((step) => WHOLE_HISTORY.test(step))).toEqual([]);
});

/** SQLite looks at such a value while it plans, and plans anew for every other one. */
const BARE_KEY =
  /\b(?:id|run_id|job_id|trigger_id|number|at|\w+_at|\w+_of|job|cause|template)\s*(?:=|<|>|<=|>=)\s*\?/;

test('no key is compared with a bare parameter, for which each run would be a statement of its own', () => {
  const database = openDatabase(':memory:');
  const statements = new Set<string>();
  const recorded = recordStatements(database, statements);
  const view = createViewReader(recorded, IDENTITY, createRevisionReader(recorded));
  for (const [, query] of FILTERS) view.listRuns({ ...query, before: 9, until: 9, limit: 1 });
  createDecisionReader(recorded, IDENTITY);
  createChangeWriter(recorded, IDENTITY, createEndingCounter(recorded));
  const conditions = [...statements].map((sql) => sql.slice(Math.max(0, sql.indexOf('WHERE'))));
  expect(conditions.filter((condition) => BARE_KEY.test(condition))).toEqual([]);
  database.close();
});

test('the newest occurrences of a trigger are read in order, without sorting them', () => {
  const database = openDatabase(':memory:');
  const statements = new Set<string>();
  createOccurrenceViews(recordStatements(database, statements), IDENTITY);
  const ofJobs = [...statements].filter((sql) => !sql.includes('occurrence_not_on_time'));
  expect(ofJobs.flatMap((sql) => stepsOf(database, sql)).filter((s) => SORT.test(s))).toEqual([]);
  database.close();
});

test('a hundred and thirty thousand runs that are not over and failed alike are one group', () => {
  const database = openDatabase(':memory:');
  database.exec(`
    INSERT INTO job (id, name, revision_id, created_at) VALUES (1, 'mail', 1, 0);
    INSERT INTO job_revision VALUES (1, 1, 1, '{"name":"mail","method":"POST"}', 0, 'tester');
    WITH RECURSIVE number(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM number WHERE id < 130000)
    INSERT INTO run (id, job_id, revision_id, origin, request_line, effect, input, priority,
      created_at, due_at, late_by_ms, coalesced_count)
    SELECT id, 1, 1, 'manual', '', '', '{}', 0, id, id, 0, 0 FROM number;
    INSERT INTO live_run (run_id, state, attempt_count, counted_attempts, granted_attempts, fingerprint)
    SELECT id, 'unknown', 1, 1, 0, '1abc' FROM run`);
  const view = createViewReader(database, IDENTITY, createRevisionReader(database));
  const { groups } = view.listFailures({ since: 0, now: 130_000 });
  expect(groups).toMatchObject([{ unknownCount: 130_000, firstAt: 1, lastAt: 130_000 }]);
  database.close();
});
