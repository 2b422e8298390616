import type { Database, Statement } from 'better-sqlite3';
import { createBoundedCache } from '#shared/lib/bounded-cache.ts';
import type { RunState } from '#shared/domain/run-state-table.ts';
import type { RunKey } from '#engine/core/live-run.ts';
import type { RunCount, RunQuery } from '#engine/core/view-reader.ts';
import type { RunBounds, RunSelection } from '#engine/store/run-selection.ts';
import { selectRuns } from '#engine/store/run-selection.ts';
import { addTextSearch } from '#engine/store/text-search.ts';
import { KEY } from '#engine/store/key-parameter.ts';

/** Finds the runs that a query means. */
export interface RunFinder {
  /** Their keys, newest first, all of them before a key. */
  find(query: RunQuery, before: RunKey | undefined, limit: number): readonly RunKey[];
  count(query: RunQuery): RunCount;
}

const COUNTED = 10_000;
/** There are as many statements as combinations of filters and states. */
const KEPT_STATEMENTS = 200;

export function createRunFinder(database: Database): RunFinder {
  addTextSearch(database);
  const bounds = createBoundsReader(database);
  const statement = createBoundedCache(KEPT_STATEMENTS, (sql: string): Statement =>
    database.prepare(sql).pluck(),
  );

  function read<Value>(column: string, selection: RunSelection, end: string, limit: number) {
    const { source, conditions } = selection;
    const where = conditions.map(({ sql }) => sql).join(' AND ') || 'TRUE';
    const sql = `SELECT ${column} FROM ${source.from} WHERE ${where} ${end} LIMIT ?`;
    const values = conditions.flatMap((condition) => condition.values);
    return statement(sql).all(...values, limit) as Value[];
  }

  function findIn(selection: RunSelection, before: RunKey | undefined, limit: number) {
    const { source } = selection;
    const older = before === undefined ? [] : [{ sql: `${source.key} < ${KEY}`, values: [before] }];
    const page = { source, conditions: [...selection.conditions, ...older] };
    return read<RunKey>(source.key, page, `ORDER BY ${source.key} DESC`, limit);
  }

  return {
    find: (query, before, limit) =>
      selectRuns(query, bounds(query))
        .flatMap((selection) => findIn(selection, before, limit))
        .sort((a, b) => b - a)
        .slice(0, limit),
    count(query) {
      const states: RunState[] = [];
      for (const selection of selectRuns(query, bounds(query))) {
        const limit = COUNTED + 1 - states.length;
        states.push(...read<RunState>(selection.source.state, selection, '', limit));
      }
      return tally(states.slice(0, COUNTED), states.length > COUNTED);
    },
  };
}

function tally(states: readonly RunState[], isCapped: boolean): RunCount {
  const byState: Partial<Record<RunState, number>> = {};
  for (const state of states) byState[state] = (byState[state] ?? 0) + 1;
  return { total: states.length, byState, isCapped };
}

/** Sorting so many rows is quicker than finding a page among a million. */
const FEW = 20_000;
const DAY_MS = 86_400_000;

function createBoundsReader(database: Database): (query: RunQuery) => RunBounds {
  const endedSince = database
    .prepare<[number, number], number>(
      `SELECT count(*) FROM (SELECT 1 FROM outcome INDEXED BY outcome_by_end
         WHERE ended_at >= ${KEY} LIMIT ?)`,
    )
    .pluck();
  const newest = database.prepare<[], number>('SELECT coalesce(max(id), 0) FROM run').pluck();
  const firstFrom = database.prepare<[number], { id: number; createdAt: number }>(
    `SELECT id, created_at AS createdAt FROM run WHERE id >= ${KEY} ORDER BY id LIMIT 1`,
  );

  /** Keys grow with time, so the first key from which on runs are younger is found by halving. */
  function firstKeyCreatedFrom(at: number): RunKey {
    let [low, high] = [1, (newest.get() ?? 0) + 1];
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      const row = firstFrom.get(middle);
      if (row === undefined || row.createdAt >= at) high = middle;
      else low = row.id + 1;
    }
    return low;
  }

  return ({ since, until }) => ({
    areFewSince: since !== undefined && (endedSince.get(since, FEW + 1) ?? 0) <= FEW,
    // A day to spare for a clock that was set back; the instant itself is compared as well.
    untilKey: until === undefined ? null : firstKeyCreatedFrom(until + DAY_MS),
  });
}
