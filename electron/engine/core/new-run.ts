import type { JsonObject } from '#shared/lib/json.ts';
import { renderRequest } from '#shared/domain/request-line.ts';
import type { RunOrigin } from '#shared/domain/run.ts';
import type { JobRevision, LiveRun, RunKey, TriggerKey } from '#engine/core/live-run.ts';

/** What a new run is made from. */
export interface NewRun {
  readonly key: RunKey;
  readonly revision: JobRevision;
  readonly origin: RunOrigin;
  /** Complete: the job's own input with whatever was laid over it. */
  readonly input: JsonObject;
  readonly now: number;
  /** When it is due, epoch milliseconds; in the past or now makes it ready. */
  readonly dueAt: number;
  readonly isHeld?: boolean;
  /** Other runs have to end before it is ready. */
  readonly isWaiting?: boolean;
  readonly nominalAt?: number | null;
  readonly coalescedCount?: number;
  readonly triggerKey?: TriggerKey | null;
  readonly retriggerOf?: LiveRun['retriggerOf'];
  readonly rootRun?: LiveRun['rootRun'];
  readonly idempotencyKey?: string | null;
  readonly actor?: LiveRun['actor'];
}

/** A run in its first state, its request rendered once and for all. */
export function newRun(facts: NewRun): LiveRun {
  const { revision, input, now, dueAt } = facts;
  const rendered = renderRequest(revision.definition, input);
  const isDue = dueAt <= now;
  const state = firstState(isDue, facts);
  const readyAt = state === 'ready' ? now : null;
  return {
    key: facts.key,
    revision,
    state,
    origin: facts.origin,
    requestLine: rendered.requestLine,
    effect: rendered.effect,
    input,
    idempotencyKey: facts.idempotencyKey ?? null,
    keys: rendered.concurrencyKeys,
    priority: revision.definition.priority,
    createdAt: now,
    dueAt,
    wakeAt: isDue ? null : dueAt,
    readyAt,
    firstReadyAt: readyAt,
    firstStartedAt: null,
    attemptCount: 0,
    countedAttempts: 0,
    grantedAttempts: 0,
    nominalAt: facts.nominalAt ?? null,
    lateByMs: facts.nominalAt == null ? 0 : Math.max(0, now - facts.nominalAt),
    coalescedCount: facts.coalescedCount ?? 0,
    triggerKey: facts.triggerKey ?? null,
    retriggerOf: facts.retriggerOf ?? null,
    rootRun: facts.rootRun ?? null,
    heldFrom: facts.isHeld === true ? 'ready' : null,
    cancelledBy: null,
    actor: facts.actor ?? null,
  };
}

function firstState(
  isDue: boolean,
  { isHeld = false, isWaiting = false }: Pick<NewRun, 'isHeld' | 'isWaiting'>,
): 'held' | 'waiting' | 'ready' | 'scheduled' {
  if (isHeld) return 'held';
  if (isWaiting) return 'waiting';
  return isDue ? 'ready' : 'scheduled';
}
