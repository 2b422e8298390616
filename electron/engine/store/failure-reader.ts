import type { Database } from 'better-sqlite3';
import type { RunState } from '#shared/domain/run-state-table.ts';
import { HISTOGRAM_SPAN_MS } from '#engine/core/failure-histogram.ts';
import type { JobKey, RunKey } from '#engine/core/live-run.ts';
import { KEY, NAME } from '#engine/store/key-parameter.ts';
import { createOvertakenReader } from '#engine/store/overtaken-failures.ts';
import type { SetRightRun } from '#engine/store/set-right-run.ts';

/** Failed runs with one fingerprint. */
export interface FailedCount {
  readonly fingerprint: string;
  readonly count: number;
  readonly firstAt: number;
  readonly lastAt: number;
}

/** A run that is not over and has failed, or of which nobody knows what it did. */
export interface LiveFailure {
  readonly runKey: RunKey;
  readonly revisionKey: number;
  readonly fingerprint: string;
  readonly state: RunState;
  readonly failedAt: number;
}

/** A failed run of a group. */
export interface FailedRun {
  readonly runKey: RunKey;
  readonly revisionKey: number;
  readonly hasLostAttempt: number;
}

export interface LastFailure {
  readonly message: string | null;
  readonly failureClass: string | null;
  readonly state: string;
}

interface OfJob {
  /** `null`: of any. */
  readonly jobKey: JobKey | null;
}

interface Since extends OfJob {
  readonly since: number;
}

const FAILED = `FROM outcome INDEXED BY outcome_failed_by_end
  WHERE state = 'failed' AND ended_at >= @since AND fingerprint IS NOT NULL
    AND (@jobKey IS NULL OR job_id = @jobKey)`;

/** The newest attempt that failed, of the run that `outer` names. */
const newestFailure = (outer: string, columns: string) =>
  `SELECT ${columns} FROM attempt WHERE attempt.run_id = ${outer} AND fingerprint IS NOT NULL
   ORDER BY number DESC LIMIT 1`;

/** Reads what groups of failures are made of; only the parts of the tables that hold failures are read. */
export function createFailureReader(database: Database) {
  const counts = database.prepare<[Since], FailedCount>(
    `SELECT fingerprint, count(*) AS count, min(ended_at) AS firstAt, max(ended_at) AS lastAt
     ${FAILED} GROUP BY fingerprint`,
  );
  const spans = database.prepare<[Since], { fingerprint: string; at: number; count: number }>(
    `SELECT fingerprint, ended_at - ended_at % ${HISTOGRAM_SPAN_MS} AS at, count(*) AS count
     ${FAILED} GROUP BY 1, 2`,
  );
  // Of every chain of retriggers the newest that succeeded sets right its root and whatever came in between. It is
  // newer than what it sets right, so retriggers from before the first of these failures are not looked at.
  const resolved = database.prepare<[Since], SetRightRun>(
    `WITH done AS MATERIALIZED (
       SELECT run.root_run AS root, max(run.id) AS newest, outcome.ended_at AS setRightAt
       FROM run INDEXED BY run_by_rare_origin CROSS JOIN outcome ON outcome.run_id = run.id
       WHERE run.origin = 'retrigger' AND run.origin <> 'schedule' AND run.id > (SELECT min(run_id) ${FAILED})
         AND run.root_run IS NOT NULL AND outcome.state = 'succeeded' GROUP BY run.root_run
     ), before AS MATERIALIZED (
       SELECT root AS id, setRightAt FROM done
       UNION ALL
       SELECT run.id, setRightAt FROM done CROSS JOIN run INDEXED BY run_by_root
         ON run.root_run = done.root AND run.id < done.newest
     )
     SELECT outcome.run_id AS runKey, outcome.fingerprint, outcome.ended_at AS failedAt, setRightAt
     FROM before CROSS JOIN outcome ON outcome.run_id = before.id
     WHERE outcome.state = 'failed' AND outcome.ended_at >= @since AND outcome.fingerprint IS NOT NULL
       AND (@jobKey IS NULL OR outcome.job_id = @jobKey)`,
  );
  const overtaken = createOvertakenReader(database);
  const resolvedByHand = database.prepare<
    [string, number, number],
    Omit<SetRightRun, 'setRightAt'>
  >(
    `SELECT run_id AS runKey, fingerprint, ended_at AS failedAt
     FROM outcome INDEXED BY outcome_failed_alike
     WHERE fingerprint = ${NAME} AND state = 'failed' AND ended_at >= ${KEY} AND ended_at <= ${KEY}`,
  );
  const oldest = database.prepare<[string, number, number], { runKey: RunKey; failedAt: number }>(
    `SELECT run_id AS runKey, ended_at AS failedAt FROM outcome INDEXED BY outcome_failed_alike
     WHERE fingerprint = ${NAME} AND state = 'failed' AND ended_at >= ${KEY} ORDER BY run_id LIMIT ?`,
  );
  const live = database.prepare<[OfJob], LiveFailure>(
    `SELECT run.id AS runKey, run.revision_id AS revisionKey, live_run.fingerprint, live_run.state,
       coalesce((${newestFailure('run.id', 'ended_at')}), run.created_at) AS failedAt
     FROM live_run INDEXED BY live_run_by_fingerprint CROSS JOIN run ON run.id = live_run.run_id
     WHERE live_run.fingerprint IS NOT NULL AND (@jobKey IS NULL OR run.job_id = @jobKey)`,
  );
  const failed = database.prepare<[string, number, number], FailedRun>(
    `SELECT run_id AS runKey, revision_id AS revisionKey,
       EXISTS (SELECT 1 FROM attempt INDEXED BY attempt_lost
         WHERE attempt.run_id = outcome.run_id AND state = 'lost') AS hasLostAttempt
     FROM outcome INDEXED BY outcome_failed_alike
     WHERE fingerprint = ? AND state = 'failed' AND ended_at >= ${KEY} ORDER BY run_id DESC LIMIT ?`,
  );
  const last = database.prepare<[RunKey], LastFailure>(
    newestFailure(KEY, 'message, failure_class AS failureClass, state'),
  );
  const request = database.prepare<[RunKey], { requestLine: string; effect: string }>(
    `SELECT request_line AS requestLine, effect FROM run WHERE id = ${KEY}`,
  );

  return {
    counts: (range: Since) => counts.all(range),
    spans: (range: Since) => spans.all(range),
    /** Failures that a run which was made from them, or a later one of their trigger, has set right. */
    setRight: (range: Since) => [...resolved.all(range), ...overtaken(range)],
    /** Failures that somebody said were set right, at `until`. */
    resolvedByHand: (fingerprint: string, since: number, until: number): readonly SetRightRun[] =>
      resolvedByHand.all(fingerprint, since, until).map((run) => ({ ...run, setRightAt: until })),
    /** When the oldest failure that is not among some was; `null` where there is none. */
    openSince(fingerprint: string, since: number, except: ReadonlySet<RunKey>): number | null {
      const oldestFirst = oldest.all(fingerprint, since, except.size + 1);
      return oldestFirst.find(({ runKey }) => !except.has(runKey))?.failedAt ?? null;
    },
    live: (jobKey: JobKey | null) => live.all({ jobKey }),
    failed: (fingerprint: string, since: number, limit: number) =>
      failed.all(fingerprint, since, limit),
    lastFailure: (runKey: RunKey) => last.get(runKey) ?? null,
    request: (runKey: RunKey) => request.get(runKey) ?? { requestLine: '', effect: '' },
  };
}

export type FailureReader = ReturnType<typeof createFailureReader>;
