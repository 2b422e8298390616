import type { FailureGroup, Upcoming } from '#shared/contract/activity-schema.ts';
import type { Job } from '#shared/contract/job-schema.ts';
import type { Run } from '#shared/contract/run-schema.ts';
import type { CsvCell } from '#shared/lib/csv.ts';
import { toCsvLine } from '#shared/lib/csv.ts';

/*
 * What stands in the columns of a list that is taken elsewhere as CSV. Titles are for programs and stay as they are;
 * instants are written by ISO 8601 in UTC, durations are milliseconds.
 */

type Columns<Row> = Readonly<Record<string, (row: Row) => CsvCell>>;

const at = (instant: number | null): CsvCell =>
  instant === null ? null : new Date(instant).toISOString();

const RUNS: Columns<Run> = {
  run: ({ id }) => id,
  job: ({ job }) => job,
  state: ({ state }) => state,
  method: ({ method }) => method,
  request: ({ requestLine }) => requestLine,
  effect: ({ effect }) => effect,
  input: ({ input }) => JSON.stringify(input),
  origin: ({ origin }) => origin,
  created: ({ createdAt }) => at(createdAt),
  due: ({ dueAt }) => at(dueAt),
  started: ({ startedAt }) => at(startedAt),
  ended: ({ endedAt }) => at(endedAt),
  duration_ms: ({ startedAt, endedAt }) =>
    startedAt === null || endedAt === null ? null : endedAt - startedAt,
  attempts: ({ attemptCount }) => attemptCount,
  max_attempts: ({ maxAttempts }) => maxAttempts,
  next_attempt: ({ nextAttemptAt }) => at(nextAttemptAt),
  message: ({ message }) => message,
  revision: ({ revision }) => revision,
  retrigger_of: ({ retriggerOf }) => retriggerOf,
  actor: ({ actor }) => actor,
  reason: ({ reason }) => reason,
};

const JOBS: Columns<Job> = {
  job: ({ name }) => name,
  method: ({ method }) => method,
  target: ({ target }) => target,
  effect: ({ effect }) => effect,
  schedule: ({ triggers }) => triggers.map(({ schedule }) => schedule).join('; '),
  next: ({ nextAt }) => at(nextAt),
  paused: ({ paused }) => paused !== null,
  last_run: ({ lastRun }) => lastRun?.id ?? null,
  last_state: ({ lastRun }) => lastRun?.state ?? null,
  last_at: ({ lastRun }) => at(lastRun?.at ?? null),
  revision: ({ revision }) => revision,
  revised: ({ revisedAt }) => at(revisedAt),
};

const FAILURES: Columns<FailureGroup> = {
  group: ({ fingerprint }) => fingerprint,
  state: ({ state }) => state,
  job: ({ jobs }) => jobs.join(' '),
  class: ({ failureClass }) => failureClass,
  message: ({ message }) => message,
  open: ({ openCount }) => openCount,
  unknown: ({ unknownCount }) => unknownCount,
  retrying: ({ retryingCount }) => retryingCount,
  resolved: ({ resolvedCount }) => resolvedCount,
  first: ({ firstAt }) => at(firstAt),
  last: ({ lastAt }) => at(lastAt),
  marked_by: ({ mark }) => mark?.by ?? null,
  marked: ({ mark }) => at(mark?.at ?? null),
  reason: ({ mark }) => mark?.reason ?? null,
};

const UPCOMING: Columns<Upcoming> = {
  starts: (row) => at(row.at),
  job: ({ job }) => job,
  method: ({ method }) => method,
  because: ({ reason }) => reason,
  trigger: ({ trigger }) => trigger,
  run: ({ run }) => run,
};

/** How rows of one kind become lines of CSV. */
export interface CsvForm<Row> {
  readonly header: string;
  readonly line: (row: Row) => string;
}

function formOf<Row>(columns: Columns<Row>): CsvForm<Row> {
  const cells = Object.values(columns);
  return {
    header: toCsvLine(Object.keys(columns)),
    line: (row) => toCsvLine(cells.map((cell) => cell(row))),
  };
}

export const CSV_OF_RUNS = formOf(RUNS);
export const CSV_OF_JOBS = formOf(JOBS);
export const CSV_OF_FAILURES = formOf(FAILURES);
export const CSV_OF_UPCOMING = formOf(UPCOMING);
