import type { Database } from 'better-sqlite3';
import type { RunState } from '#shared/domain/run-state-table.ts';
import type { TimelineQuery } from '#engine/core/view-reader.ts';
import { KEY } from '#engine/store/key-parameter.ts';

export interface BarRow {
  readonly runKey: number;
  readonly jobKey: number;
  readonly state: RunState;
  readonly readyAt: number | null;
  readonly startedAt: number | null;
  readonly endedAt: number | null;
  readonly attempts: number;
}

type Span = Pick<TimelineQuery, 'from' | 'to'>;

/** What took longer has an index of its own: of all others it is known how far behind a span they can end. */
const LONG_MS = 3_600_000;

const ENDED = `SELECT run_id AS runKey, job_id AS jobKey, state, first_ready_at AS readyAt,
  first_started_at AS startedAt, ended_at AS endedAt, attempt_count AS attempts FROM outcome`;

/** What a span of the timeline is made of, each found by an index on time. */
export function createTimelineRows(database: Database, maxBars: number) {
  const jobs = database.prepare<[], { readonly id: number; readonly name: string }>(
    'SELECT id, name FROM job ORDER BY name',
  );
  const count = database
    .prepare<[number, number, number], number>(
      `SELECT count(*) FROM (SELECT 1 FROM outcome INDEXED BY outcome_by_end
         WHERE ended_at >= ${KEY} AND ended_at < ${KEY} LIMIT ?)`,
    )
    .pluck();
  const ended = database.prepare<[number, number, number], BarRow>(
    `${ENDED} INDEXED BY outcome_by_end WHERE ended_at >= ${KEY} AND ended_at < ${KEY}
       AND coalesce(first_started_at, ended_at) < ${KEY}`,
  );
  const endedLater = database.prepare<[number, number], BarRow>(
    `${ENDED} INDEXED BY outcome_long
     WHERE ended_at - first_started_at > 3600000 AND ended_at >= ${KEY}
       AND first_started_at < ${KEY}`,
  );
  const live = database.prepare<[number, number], BarRow>(
    `SELECT live_run.run_id AS runKey, run.job_id AS jobKey, live_run.state,
       coalesce(first_ready_at, run.due_at) AS readyAt, first_started_at AS startedAt,
       NULL AS endedAt, attempt_count AS attempts
     FROM live_run CROSS JOIN run ON run.id = live_run.run_id
     WHERE live_run.state <> 'scheduled'
       AND coalesce(first_started_at, first_ready_at, run.due_at) < ${KEY}
     ORDER BY live_run.run_id DESC LIMIT ?`,
  );

  return {
    jobs: () => jobs.all(),
    /** How many ended in a span; counts no further than it matters. */
    count: ({ from, to }: Span) => count.get(from, to, maxBars + 1) ?? 0,
    ended: ({ from, to }: Span) => [
      ...ended.all(from, to + LONG_MS, to),
      ...endedLater.all(to + LONG_MS, to),
    ],
    live: (to: number) => live.all(to, maxBars),
  };
}
