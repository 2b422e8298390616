import type { JsonObject } from '#shared/lib/json.ts';
import { renderRequest } from '#shared/domain/request-line.ts';
import type { RunOrigin } from '#shared/domain/run.ts';
import type { RunState } from '#shared/domain/run-state-table.ts';
import type { JobRevision, LiveRun } from '#engine/core/live-run.ts';

/** A run with what changes while it lives: from the live row if there is one, else from its outcome. */
export const RUN_COLUMNS = `
  run.id, run.job_id, run.revision_id, run.origin, run.request_line, run.effect, run.input,
  run.input_diff, run.idempotency_key, run.priority, run.created_at, run.due_at, run.nominal_at,
  run.late_by_ms, run.coalesced_count, run.trigger_id, run.retrigger_of, run.root_run, run.actor,
  run.reason, outcome.ended_at, outcome.superseded_by,
  coalesce(live_run.state, outcome.state) AS state,
  live_run.wake_at, live_run.ready_at,
  coalesce(live_run.first_ready_at, outcome.first_ready_at) AS first_ready_at,
  coalesce(live_run.first_started_at, outcome.first_started_at) AS first_started_at,
  coalesce(live_run.attempt_count, outcome.attempt_count) AS attempt_count,
  coalesce(live_run.counted_attempts, outcome.counted_attempts) AS counted_attempts,
  coalesce(live_run.granted_attempts, outcome.granted_attempts) AS granted_attempts,
  live_run.held_from, live_run.cancelled_by, live_run.cancelled_reason,
  coalesce(live_run.message, outcome.message) AS message`;

/** Where those columns come from, for all runs. */
export const ALL_RUNS = `run LEFT JOIN live_run ON live_run.run_id = run.id
  LEFT JOIN outcome ON outcome.run_id = run.id`;

/** The same for live runs only: CROSS JOIN makes SQLite begin at the small table. */
export const LIVE_RUNS = `live_run CROSS JOIN run ON run.id = live_run.run_id
  LEFT JOIN outcome ON outcome.run_id = run.id`;

/** And for final runs only. */
export const FINAL_RUNS = `outcome CROSS JOIN run ON run.id = outcome.run_id
  LEFT JOIN live_run ON live_run.run_id = run.id`;

export interface RunRow {
  readonly id: number;
  readonly job_id: number;
  readonly revision_id: number;
  readonly origin: RunOrigin;
  readonly request_line: string;
  readonly effect: string;
  readonly input: string;
  readonly input_diff: string | null;
  readonly idempotency_key: string | null;
  readonly priority: number;
  readonly created_at: number;
  readonly due_at: number;
  readonly nominal_at: number | null;
  readonly late_by_ms: number;
  readonly coalesced_count: number;
  readonly trigger_id: number | null;
  readonly retrigger_of: number | null;
  readonly root_run: number | null;
  readonly actor: string | null;
  readonly reason: string | null;
  readonly ended_at: number | null;
  readonly superseded_by: number | null;
  readonly state: RunState;
  readonly wake_at: number | null;
  readonly ready_at: number | null;
  readonly first_ready_at: number | null;
  readonly first_started_at: number | null;
  readonly attempt_count: number;
  readonly counted_attempts: number;
  readonly granted_attempts: number;
  readonly held_from: RunState | null;
  readonly cancelled_by: string | null;
  readonly cancelled_reason: string | null;
  readonly message: string | null;
}

export function toLiveRun(row: RunRow, revision: JobRevision): LiveRun {
  const facts = toRunFacts(row, revision);
  return { ...facts, keys: renderRequest(revision.definition, facts.input).concurrencyKeys };
}

/** The run without its concurrency keys, which have to be rendered and which nobody looks at. */
export function toRunFacts(row: RunRow, revision: JobRevision): Omit<LiveRun, 'keys'> {
  return {
    key: row.id,
    revision,
    state: row.state,
    origin: row.origin,
    requestLine: row.request_line,
    effect: row.effect,
    input: JSON.parse(row.input) as JsonObject,
    idempotencyKey: row.idempotency_key,
    priority: row.priority,
    createdAt: row.created_at,
    dueAt: row.due_at,
    wakeAt: row.wake_at,
    readyAt: row.ready_at,
    firstReadyAt: row.first_ready_at,
    firstStartedAt: row.first_started_at,
    attemptCount: row.attempt_count,
    countedAttempts: row.counted_attempts,
    grantedAttempts: row.granted_attempts,
    nominalAt: row.nominal_at,
    lateByMs: row.late_by_ms,
    coalescedCount: row.coalesced_count,
    triggerKey: row.trigger_id,
    retriggerOf: row.retrigger_of,
    rootRun: row.root_run,
    heldFrom: row.held_from,
    cancelledBy: toActor(row.cancelled_by, row.cancelled_reason),
    actor: toActor(row.actor, row.reason),
  };
}

function toActor(name: string | null, reason: string | null): LiveRun['actor'] {
  return name === null ? null : { name, reason };
}
