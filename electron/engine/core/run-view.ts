import type { Attempt, InputDiff, Run } from '#shared/contract/run-schema.ts';
import type { LiveRun, RunKey } from '#engine/core/live-run.ts';
import type { InstanceIdentity } from '#engine/core/run-identity.ts';
import type { Pin } from '#engine/core/pin.ts';
import { toIdempotencyKey, toRunId } from '#engine/core/run-identity.ts';

/** What people see of a run beyond what decisions are made from. */
export interface RunTrimmings {
  readonly inputDiff: InputDiff | null;
  readonly endedAt: number | null;
  readonly supersededBy: RunKey | null;
  readonly message: string | null;
  readonly pinned: Pin | null;
  readonly attempts: Attempt[];
}

/** A run in the contract's form. */
export function toRunView(
  identity: InstanceIdentity,
  run: Omit<LiveRun, 'keys'>,
  { supersededBy, ...trimmings }: RunTrimmings,
): Run {
  const { revisionNumber, definition } = run.revision;
  const id = (key: RunKey | null) => (key === null ? null : toRunId(identity, key));
  return {
    id: toRunId(identity, run.key),
    job: definition.name,
    revision: revisionNumber,
    method: definition.method,
    state: run.state,
    requestLine: run.requestLine,
    effect: run.effect,
    origin: run.origin,
    input: run.input as Run['input'],
    idempotencyKey: run.idempotencyKey ?? toIdempotencyKey(identity, run.key),
    priority: run.priority,
    createdAt: run.createdAt,
    dueAt: run.dueAt,
    readyAt: run.readyAt,
    startedAt: run.firstStartedAt,
    nextAttemptAt: run.wakeAt,
    nominalAt: run.nominalAt,
    lateByMs: run.lateByMs,
    coalescedCount: run.coalescedCount,
    attemptCount: run.attemptCount,
    maxAttempts: definition.retry.maxAttempts + run.grantedAttempts,
    retriggerOf: id(run.retriggerOf),
    rootRun: id(run.rootRun),
    supersededBy: id(supersededBy),
    actor: run.actor?.name ?? null,
    reason: run.actor?.reason ?? null,
    ...trimmings,
  };
}

/** What a run is trimmed with before anything has happened to it. */
export const NO_TRIMMINGS: RunTrimmings = {
  inputDiff: null,
  endedAt: null,
  supersededBy: null,
  message: null,
  pinned: null,
  attempts: [],
};
