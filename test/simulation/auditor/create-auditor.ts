import Database from 'better-sqlite3';
import type { StartedAttempt } from '#test/simulation/simulated-world.ts';

/**
 * Holds a data folder against the promises, knowing nothing of the engine but its tables: what the world's
 * ledger says happened, and what arithmetic says was due. Answers with every breach as a sentence.
 */
export function audit(
  file: string,
  ledger: readonly StartedAttempt[],
  now: number,
): readonly string[] {
  const database = new Database(file, { readonly: true });
  try {
    return [
      ...firings(database, now),
      ...starts(database, ledger),
      ...journal(database),
      ...liveRows(database),
    ];
  } finally {
    database.close();
  }
}

interface IntervalTrigger {
  readonly id: number;
  readonly created_at: number;
  readonly next_at: number;
  readonly definition: string;
}

interface OccurrenceRow {
  readonly nominal_at: number;
  readonly through_at: number;
  readonly count: number;
  readonly disposition: string;
  readonly run_id: number | null;
  readonly reason: string | null;
}

/** P1: every due instant is recorded exactly once, as a run or with the reason why not. */
function firings(database: Database.Database, now: number): readonly string[] {
  const triggers = database.prepare<[], IntervalTrigger>('SELECT * FROM trigger').all();
  const occurrencesOf = database.prepare<[number], OccurrenceRow>(
    'SELECT * FROM occurrence WHERE trigger_id = ? ORDER BY nominal_at',
  );
  return triggers.flatMap(({ id, created_at: createdAt, next_at: nextAt, definition }) => {
    const { everyMs } = (JSON.parse(definition) as { schedule: { everyMs: number } }).schedule;
    const breaches: string[] = [];
    let expected = createdAt + everyMs;
    for (const row of occurrencesOf.all(id)) {
      if (row.nominal_at !== expected) {
        breaches.push(`P1: trigger ${id} has ${row.nominal_at} where ${expected} was due`);
      }
      if (row.disposition === 'dispatched' && row.run_id === null) {
        breaches.push(`P1: ${row.nominal_at} of trigger ${id} was dispatched to no run`);
      }
      if (row.disposition === 'skipped' && row.reason === null) {
        breaches.push(`P1: ${row.nominal_at} of trigger ${id} was skipped without a reason`);
      }
      if (row.through_at - row.nominal_at !== (row.count - 1) * everyMs) {
        breaches.push(`P1: a gap of trigger ${id} counts ${row.count} instants wrongly`);
      }
      expected = row.through_at + everyMs;
    }
    if (expected !== nextAt)
      breaches.push(`P1: trigger ${id} goes on at ${nextAt}, not ${expected}`);
    if (nextAt <= now) breaches.push(`P1: trigger ${id} left ${nextAt} undecided at ${now}`);
    return breaches;
  });
}

interface RunFacts {
  readonly id: number;
  readonly definition: string;
}

/** P2, P3: what the world started is what the rows say, and no POST went on after an attempt was lost. */
function starts(database: Database.Database, ledger: readonly StartedAttempt[]): readonly string[] {
  const breaches: string[] = [];
  const keys = new Set<string>();
  for (const { request, state } of ledger) {
    const key = `${request.runId}/${request.attemptNumber}`;
    if (keys.has(key)) breaches.push(`P2: attempt ${key} was started twice`);
    keys.add(key);
    const later = ledger.some(
      (other) =>
        other.request.runId === request.runId &&
        other.request.attemptNumber > request.attemptNumber,
    );
    if (state === 'lost' && later && request.method === 'POST') {
      breaches.push(`P3: POST ${key} was lost and the run went on`);
    }
  }
  const runs = database
    .prepare<[], RunFacts>(
      `SELECT run.id, definition FROM run
       JOIN job_revision ON job_revision.id = revision_id`,
    )
    .all();
  const attempts = database.prepare<[number], { number: number; state: string; token: string }>(
    'SELECT number, state, token FROM attempt WHERE run_id = ? ORDER BY number',
  );
  for (const run of runs) {
    const rows = attempts.all(run.id);
    if (rows.some(({ number }, index) => number !== index + 1)) {
      breaches.push(`run ${run.id} has attempts that are not numbered from one`);
    }
    for (const row of rows) {
      const seen = ledger.find(({ request }) => request.token === row.token);
      const truth = seen?.outcome?.kind;
      if (
        truth !== undefined &&
        row.state !== truth &&
        !['starting', 'running', 'cancelling'].includes(row.state)
      ) {
        breaches.push(`run ${run.id} attempt ${row.number} is ${row.state}, but it was ${truth}`);
      }
    }
    const succeeded = rows.filter(({ state }) => state === 'succeeded');
    if (succeeded.length > 1) breaches.push(`run ${run.id} succeeded ${succeeded.length} times`);
  }
  return breaches;
}

/** P6: numbered without gaps; and the states of all runs follow from it. */
function journal(database: Database.Database): readonly string[] {
  const events = database
    .prepare<
      [],
      {
        seq: number;
        run_id: number | null;
        type: string;
        from_state: string | null;
        to_state: string | null;
      }
    >('SELECT seq, run_id, type, from_state, to_state FROM journal ORDER BY seq')
    .all();
  const breaches: string[] = [];
  const states = new Map<number, string>();
  events.forEach(({ seq, run_id: run, type, from_state: from, to_state: to }, index) => {
    if (seq !== index + 1) breaches.push(`P6: event ${seq} stands at place ${index + 1}`);
    if (run === null || to === null || !type.startsWith('run.')) return;
    if ((states.get(run) ?? null) !== from)
      breaches.push(`event ${seq} leaves ${from ?? 'nothing'}`);
    states.set(run, to);
  });
  const rows = database
    .prepare<[], { id: number; state: string }>(
      `SELECT id, coalesce(live_run.state, outcome.state) AS state FROM run
         LEFT JOIN live_run ON live_run.run_id = id LEFT JOIN outcome ON outcome.run_id = id`,
    )
    .all();
  for (const { id, state } of rows) {
    if (states.get(id) !== state)
      breaches.push(`run ${id} is ${state}, its journal says otherwise`);
  }
  return breaches;
}

/** Every run is live or final, never both and never neither. */
function liveRows(database: Database.Database): readonly string[] {
  const odd = database
    .prepare<[], number>(
      `SELECT id FROM run LEFT JOIN live_run ON live_run.run_id = id
       LEFT JOIN outcome ON outcome.run_id = id
       WHERE (live_run.run_id IS NULL) = (outcome.run_id IS NULL)`,
    )
    .pluck()
    .all();
  return odd.map((id) => `run ${id} is live and final at once, or neither`);
}
