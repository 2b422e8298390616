import type { Database } from 'better-sqlite3';

/** Everything the engine has written down, as plain rows. The auditor knows the tables and nothing else of it. */
export interface HistoryRecords {
  readonly triggers: readonly TriggerRow[];
  readonly occurrences: readonly OccurrenceRow[];
  readonly runs: readonly RunRow[];
  readonly attempts: readonly AttemptRow[];
  readonly events: readonly EventRow[];
}

export interface JobRules {
  readonly name: string;
  readonly method: 'GET' | 'POST';
  readonly target: string;
  readonly overlap: string;
  readonly concurrency: readonly { readonly limit: number }[];
  readonly expireAfterMs: number | null;
  readonly retry: {
    readonly maxAttempts: number;
    readonly initialDelayMs: number;
    readonly maxDelayMs: number;
    readonly factor: number;
    readonly maxElapsedMs: number;
  };
}

export interface TriggerRules {
  readonly schedule: { readonly everyMs: number };
  readonly misfire: 'skip' | 'run_once' | 'run_all' | 'hold' | null;
  readonly graceMs: number;
  readonly windowMs: number;
  readonly max: number;
}

export interface TriggerRow {
  readonly id: number;
  readonly job_id: number;
  readonly created_at: number;
  readonly next_at: number;
  readonly rules: TriggerRules;
  readonly job: JobRules;
}

export interface OccurrenceRow {
  readonly trigger_id: number;
  readonly nominal_at: number;
  readonly through_at: number;
  readonly count: number;
  readonly disposition: string;
  readonly run_id: number | null;
  readonly reason: string | null;
  readonly decided_at: number;
}

export interface RunRow {
  readonly id: number;
  readonly job_id: number;
  readonly job: JobRules;
  readonly origin: string;
  readonly due_at: number;
  readonly nominal_at: number | null;
  readonly coalesced_count: number;
  readonly trigger_id: number | null;
  readonly retrigger_of: number | null;
  readonly root_run: number | null;
  readonly actor: string | null;
  readonly reason: string | null;
  readonly live_state: string | null;
  readonly final_state: string | null;
  readonly superseded_by: number | null;
  readonly final_message: string | null;
  readonly state: string;
}

export interface AttemptRow {
  readonly run_id: number;
  readonly number: number;
  readonly state: string;
  readonly token: string;
  readonly started_at: number;
  readonly ended_at: number | null;
  readonly failure_class: string | null;
  readonly retry_delay_ms: number | null;
}

export interface EventRow {
  readonly seq: number;
  readonly at: number;
  readonly type: string;
  readonly run_id: number | null;
  readonly job_id: number | null;
  readonly attempt: number | null;
  readonly actor: string | null;
  readonly from_state: string | null;
  readonly to_state: string | null;
}

type WithText<Row> = Omit<Row, 'job' | 'rules'> & { readonly job: string; readonly rules: string };

export function readHistoryRecords(database: Database): HistoryRecords {
  const all = <Row>(sql: string) => database.prepare<[], Row>(sql).all();
  return {
    triggers: all<WithText<TriggerRow>>(
      `SELECT trigger.*, trigger.definition AS rules, job_revision.definition AS job FROM trigger
         JOIN job ON job.id = trigger.job_id JOIN job_revision ON job_revision.id = job.revision_id`,
    ).map((row) => ({
      ...row,
      rules: JSON.parse(row.rules) as TriggerRules,
      job: JSON.parse(row.job) as JobRules,
    })),
    occurrences: all<OccurrenceRow>('SELECT * FROM occurrence ORDER BY trigger_id, nominal_at'),
    runs: all<WithText<RunRow>>(
      `SELECT run.*, definition AS job, live_run.state AS live_state, outcome.state AS final_state,
         superseded_by, outcome.message AS final_message, coalesce(live_run.state, outcome.state) AS state
       FROM run JOIN job_revision ON job_revision.id = run.revision_id
         LEFT JOIN live_run ON live_run.run_id = run.id LEFT JOIN outcome ON outcome.run_id = run.id
       ORDER BY run.id`,
    ).map((row) => ({ ...row, job: JSON.parse(row.job) as JobRules })),
    attempts: all<AttemptRow>('SELECT * FROM attempt ORDER BY run_id, number'),
    events: all<EventRow>('SELECT * FROM journal ORDER BY seq'),
  };
}

/** Rows in groups, each in the order they came. */
export function grouped<Row, Key>(
  rows: readonly Row[],
  keyOf: (row: Row) => Key,
): ReadonlyMap<Key, readonly Row[]> {
  return Map.groupBy(rows, keyOf);
}
