import type { Database } from 'better-sqlite3';
import type { RunState } from '#shared/domain/run-state-table.ts';
import type { JobKey } from '#engine/core/live-run.ts';

/** Counts how many runs of each job ended in each span, one row a job and span however many end at once. */
export interface EndingCounter {
  note(jobKey: JobKey, state: RunState, endedAt: number): void;
  /** Adds what was noted to the table, in the caller's transaction. */
  write(): void;
  /** The transaction came to nothing, and so does what was noted in it. */
  forget(): void;
}

export const ENDING_SPAN_MS = 600_000;

interface Counts {
  readonly spanAt: number;
  readonly jobKey: JobKey;
  succeeded: number;
  failed: number;
  other: number;
}

export function createEndingCounter(database: Database): EndingCounter {
  const add = database.prepare(
    `INSERT INTO ending (span_at, job_id, succeeded, failed, other) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (span_at, job_id) DO UPDATE SET succeeded = succeeded + excluded.succeeded,
       failed = failed + excluded.failed, other = other + excluded.other`,
  );
  const noted = new Map<string, Counts>();

  return {
    note(jobKey, state, endedAt) {
      const spanAt = endedAt - (endedAt % ENDING_SPAN_MS);
      const id = `${spanAt} ${jobKey}`;
      const counts = noted.get(id) ?? { spanAt, jobKey, succeeded: 0, failed: 0, other: 0 };
      counts[state === 'succeeded' || state === 'failed' ? state : 'other'] += 1;
      noted.set(id, counts);
    },
    write() {
      for (const { spanAt, jobKey, succeeded, failed, other } of noted.values()) {
        add.run(spanAt, jobKey, succeeded, failed, other);
      }
      noted.clear();
    },
    forget: () => noted.clear(),
  };
}
