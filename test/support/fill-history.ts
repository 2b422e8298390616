import type { Database } from 'better-sqlite3';
import { ENDING_SPANS } from '#engine/store/count-endings.ts';
import { createRandomSource } from '#test/simulation/random-source.ts';

export interface HistoryOptions {
  readonly jobs: number;
  readonly runs: number;
  /** The history ends here and reaches back so long, epoch milliseconds. */
  readonly untilAt: number;
  readonly spanMs: number;
  readonly seed: number;
}

const ENDED_STATES = ['failed', 'cancelled', 'expired', 'superseded'] as const;
const OTHER_SHARE = 0.06;

/** Puts finished runs into an engine's database, as an engine would have left them: one in twenty has not succeeded. */
export function fillHistory(database: Database, options: HistoryOptions): void {
  const { jobs, runs, untilAt, spanMs, seed } = options;
  const random = createRandomSource(seed).next;
  const insert = createInserts(database);
  database.transaction(() => {
    for (let job = 1; job <= jobs; job += 1) insert.job(job, untilAt - spanMs);
    for (let key = 1; key <= runs; key += 1) {
      const readyAt = untilAt - spanMs + Math.floor((spanMs * (key - 1)) / runs);
      const startedAt = readyAt + Math.floor(random() * 5_000);
      const endedAt = startedAt + Math.floor(1_000 * 10 ** (random() * 4));
      const state = random() < OTHER_SHARE ? ENDED_STATES[Math.floor(random() ** 3 * 4)]! : null;
      const jobKey = 1 + Math.floor(random() ** 2 * jobs);
      insert.run({
        ...{ key, jobKey, readyAt, startedAt, endedAt },
        state: state ?? 'succeeded',
      });
    }
    insert.endings();
  })();
}

function createInserts(database: Database) {
  const job = database.prepare(
    `INSERT INTO job (id, name, revision_id, created_at) VALUES (@id, @name, @id, @at)`,
  );
  const revision = database.prepare(
    `INSERT INTO job_revision (id, job_id, number, definition, created_at, actor)
     VALUES (@id, @id, 1, @definition, @at, 'test')`,
  );
  const run = database.prepare(
    `INSERT INTO run (id, job_id, revision_id, origin, request_line, effect, input, priority,
       created_at, due_at, late_by_ms, coalesced_count)
     VALUES (@key, @jobKey, @jobKey, 'schedule', 'GET builtin:noop', 'does nothing', '{}', 0,
       @readyAt, @readyAt, 0, 0)`,
  );
  const outcome = database.prepare(
    `INSERT INTO outcome (run_id, state, ended_at, first_ready_at, first_started_at, attempt_count,
       counted_attempts, granted_attempts, job_id, revision_id)
     VALUES (@key, @state, @endedAt, @readyAt, @startedAt, 1, 1, 0, @jobKey, @jobKey)`,
  );
  const endings = ENDING_SPANS.map(({ table, spanMs }) =>
    database.prepare(
      `INSERT INTO ${table} SELECT ended_at - ended_at % ${spanMs}, job_id,
         sum(state = 'succeeded'), sum(state = 'failed'), sum(state NOT IN ('succeeded', 'failed'))
       FROM outcome GROUP BY 1, 2`,
    ),
  );
  return {
    job(id: number, at: number): void {
      const name = `job-${String(id).padStart(3, '0')}`;
      const definition = JSON.stringify({ name, method: 'GET', triggers: [] });
      job.run({ id, name, at });
      revision.run({ id, definition, at });
    },
    run(facts: object): void {
      run.run(facts);
      outcome.run(facts);
    },
    endings: () => endings.forEach((insert) => insert.run()),
  };
}
