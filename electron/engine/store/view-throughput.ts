import type { Database } from 'better-sqlite3';
import type { Throughput } from '#shared/contract/activity-schema.ts';
import type { JobKey } from '#engine/core/live-run.ts';
import type { ActivityViews } from '#engine/core/view-reader.ts';
import { coarsestFor, ENDING_SPANS } from '#engine/store/count-endings.ts';

const MAX_SPANS = 1_000;

type Query = Parameters<ActivityViews['viewThroughput']>[0];
interface Values {
  readonly bucketMs: number;
  readonly from: number;
  readonly to: number;
  readonly jobKey: JobKey | null;
}

interface SpanRow {
  readonly spanAt: number;
  readonly succeeded: number;
  readonly failed: number;
  readonly other: number;
}

/**
 * How many runs ended in each span. Spans of whole days, hours or ten minutes are added up from the counts of endings, in
 * which a run that was retried after its end stands with each of its ends. Other spans are counted from the
 * outcomes as they are now, in which it stands with its last.
 */
export function createThroughputView(database: Database): Pick<ActivityViews, 'viewThroughput'> {
  const fromEndings = ENDING_SPANS.map(({ table, spanMs }) => ({
    spanMs,
    select: database.prepare<[Values], SpanRow>(
      `SELECT span_at - span_at % @bucketMs AS spanAt, sum(succeeded) AS succeeded, sum(failed) AS failed,
         sum(other) AS other
       FROM ${table} WHERE span_at >= @from AND span_at < @to AND (@jobKey IS NULL OR job_id = @jobKey)
       GROUP BY 1`,
    ),
  }));
  const fromOutcomes = database.prepare<[Values], SpanRow>(
    `SELECT ended_at - ended_at % @bucketMs AS spanAt, sum(state = 'succeeded') AS succeeded,
       sum(state = 'failed') AS failed, sum(state NOT IN ('succeeded', 'failed')) AS other
     FROM outcome INDEXED BY outcome_by_end
     WHERE ended_at >= @from AND ended_at < @to AND (@jobKey IS NULL OR job_id = @jobKey)
     GROUP BY 1`,
  );

  return {
    viewThroughput(query) {
      const { bucketMs, jobKey = null } = query;
      const startAt = spansOf(query);
      const from = startAt[0] ?? 0;
      const to = from + startAt.length * bucketMs;
      const select = coarsestFor(fromEndings, bucketMs)?.select ?? fromOutcomes;
      return toColumns(bucketMs, startAt, select.all({ bucketMs, from, to, jobKey }));
    },
  };
}

/** The starts of all spans that have a part in [from, to), as many as are answered. */
function spansOf({ from, to, bucketMs }: Query): number[] {
  const first = Math.floor(from / bucketMs) * bucketMs;
  const count = Math.min(MAX_SPANS, Math.max(0, Math.ceil((to - first) / bucketMs)));
  return Array.from({ length: to > from ? count : 0 }, (_, index) => first + index * bucketMs);
}

function toColumns(bucketMs: number, startAt: number[], rows: readonly SpanRow[]): Throughput {
  const bySpan = new Map(rows.map((row) => [row.spanAt, row]));
  const column = (name: 'succeeded' | 'failed' | 'other') =>
    startAt.map((at) => bySpan.get(at)?.[name] ?? 0);
  return {
    ...{ bucketMs, startAt },
    succeeded: column('succeeded'),
    failed: column('failed'),
    other: column('other'),
  };
}
