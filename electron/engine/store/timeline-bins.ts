import type { Database, Statement } from 'better-sqlite3';
import { coarsestFor, ENDING_SPANS } from '#engine/store/count-endings.ts';
import { KEY } from '#engine/store/key-parameter.ts';

export interface BinRow {
  readonly jobKey: number;
  readonly startAt: number;
  readonly succeeded: number;
  readonly failed: number;
  readonly other: number;
}

type Values = [startAt: number, from: number, to: number];
type Select = Statement<Values, BinRow>;

/**
 * How many runs of each job ended in each bin. Bins are read from the coarsest count that they can be added up from,
 * and as it stands where it counts just them. Several rows of a count are added up bin by bin: sorting a few at a time takes
 * half as long as sorting all.
 */
export function createTimelineBins(database: Database) {
  const select = (at: string, counts: string, source: string): Select =>
    database.prepare(`SELECT job_id AS jobKey, ${at} AS startAt, ${counts} FROM ${source}`);
  const sums = 'sum(succeeded) AS succeeded, sum(failed) AS failed, sum(other) AS other';
  const within = `WHERE span_at >= ${KEY} AND span_at < ${KEY}`;
  const sources = ENDING_SPANS.map(({ table, spanMs }) => ({
    spanMs,
    asTheyStand: select(`max(span_at, ${KEY})`, 'succeeded, failed, other', `${table} ${within}`),
    added: select(KEY, sums, `${table} ${within} GROUP BY job_id`),
  }));
  const counted = select(
    KEY,
    `sum(state = 'succeeded') AS succeeded, sum(state = 'failed') AS failed,
       sum(state NOT IN ('succeeded', 'failed')) AS other`,
    `outcome INDEXED BY outcome_by_end WHERE ended_at >= ${KEY} AND ended_at < ${KEY}
     GROUP BY job_id`,
  );

  /** Whole bins: the first and the last may reach beyond the span. */
  return (from: number, to: number, binMs: number): readonly BinRow[] => {
    const first = Math.floor(from / binMs) * binMs;
    const last = Math.ceil(to / binMs) * binMs;
    const source = coarsestFor(sources, binMs);
    if (source?.spanMs === binMs) return source.asTheyStand.all(0, first, last);
    const statement = source?.added ?? counted;
    return binStarts(first, last, binMs).flatMap((at) => statement.all(at, at, at + binMs));
  };
}

function binStarts(first: number, last: number, binMs: number): readonly number[] {
  return Array.from({ length: (last - first) / binMs }, (_, index) => first + index * binMs);
}
