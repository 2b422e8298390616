import type { Database } from 'better-sqlite3';
import type { RunState } from '#shared/domain/run-state-table.ts';
import type { JobKey } from '#engine/core/live-run.ts';

/**
 * Counts how many runs of each job ended in each ten minutes, hour and day, one row a job and span however many end
 * at once.
 */
export interface EndingCounter {
  note(jobKey: JobKey, state: RunState, endedAt: number): void;
  /** Adds what was noted to the tables, in the caller's transaction. */
  write(): void;
  /** The transaction came to nothing, and so does what was noted in it. */
  forget(): void;
}

/** The tables, and the length of the spans that each counts, finest first. */
export const ENDING_SPANS = [
  { table: 'ending', spanMs: 600_000 },
  { table: 'ending_hour', spanMs: 3_600_000 },
  { table: 'ending_day', spanMs: 86_400_000 },
] as const;
export const FINEST_SPAN_MS = ENDING_SPANS[0].spanMs;

/** Of what is made for each table, that of the coarsest which spans of this length can be added up from. */
export function coarsestFor<Source extends { readonly spanMs: number }>(
  sources: readonly Source[],
  lengthMs: number,
): Source | undefined {
  return sources.findLast(({ spanMs }) => lengthMs % spanMs === 0);
}

interface Counts {
  readonly spanAt: number;
  readonly jobKey: JobKey;
  succeeded: number;
  failed: number;
  other: number;
}

export function createEndingCounter(database: Database): EndingCounter {
  const adders = ENDING_SPANS.map(({ table, spanMs }) => {
    const add = createAdder(database, table);
    return (c: Counts) =>
      void add.run(c.spanAt - (c.spanAt % spanMs), c.jobKey, c.succeeded, c.failed, c.other);
  });
  const noted = new Map<string, Counts>();

  return {
    note(jobKey, state, endedAt) {
      const spanAt = endedAt - (endedAt % FINEST_SPAN_MS);
      const id = `${spanAt} ${jobKey}`;
      const counts = noted.get(id) ?? { spanAt, jobKey, succeeded: 0, failed: 0, other: 0 };
      counts[state === 'succeeded' || state === 'failed' ? state : 'other'] += 1;
      noted.set(id, counts);
    },
    write() {
      for (const counts of noted.values()) for (const add of adders) add(counts);
      noted.clear();
    },
    forget: () => noted.clear(),
  };
}

function createAdder(database: Database, table: string) {
  return database.prepare(
    `INSERT INTO ${table} (span_at, job_id, succeeded, failed, other) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (span_at, job_id) DO UPDATE SET succeeded = succeeded + excluded.succeeded,
       failed = failed + excluded.failed, other = other + excluded.other`,
  );
}
