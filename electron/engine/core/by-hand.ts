import type { Method } from '#shared/domain/method.ts';
import { Refusal } from '#shared/domain/refusal.ts';
import type { RunState } from '#shared/domain/run-state-table.ts';
import { isFinalRun } from '#shared/domain/run-state-table.ts';
import type { Change } from '#engine/core/change.ts';
import type { Actor, LiveRun } from '#engine/core/live-run.ts';
import { moveRun, moveToReady } from '#engine/core/move-run.ts';

/** What decides whether a run takes a retry. */
export interface RetryFacts {
  readonly state: RunState;
  readonly method: Method;
  readonly hasLostAttempt: boolean;
}

/** What a person does to one existing run. Each answers with the change, or refuses with one sentence. */

/** Grants a failed, cancelled or expired run one more attempt, or skips the rest of a delay. */
export function decideRetry(
  run: LiveRun,
  hasLostAttempt: boolean,
  actor: Actor,
  now: number,
): Change {
  const { method } = run.revision.definition;
  const obstacle = whyNoRetry({ state: run.state, method, hasLostAttempt });
  if (obstacle !== null) throw new Refusal('conflict', obstacle);
  if (run.state === 'retry_wait') return moveToReady(run, 'retried', now, { actor });
  const grantedAttempts = run.grantedAttempts + 1;
  return moveToReady(run, 'retried', now, {
    actor,
    patch: { grantedAttempts },
  });
}

/** Why a run takes no retry, as one sentence; `null` if it takes one. */
export function whyNoRetry(run: RetryFacts): string | null {
  switch (run.state) {
    case 'retry_wait':
      return null;
    case 'failed':
    case 'cancelled':
    case 'expired':
      return run.hasLostAttempt && run.method === 'POST'
        ? 'one of its attempts was lost and may have acted: retrigger it as a new run instead'
        : null;
    case 'succeeded':
      return 'the run succeeded: a succeeded run is never executed again, retrigger it as a new run';
    case 'unknown':
      return 'the outcome of the run is unknown: say what happened first, with resolve';
    case 'held':
      return 'the run is held: release it';
    default:
      return `the run is ${run.state}: there is nothing to retry`;
  }
}

/** Keeps a run that is not executing from starting. */
export function decideHold(run: LiveRun, actor: Actor): Change {
  if (run.state === 'held') throw new Refusal('conflict', 'the run is held already');
  if (run.state === 'running' || isFinalRun(run.state)) {
    throw new Refusal('conflict', `the run is ${run.state}: only a run that waits can be held`);
  }
  const patch = { heldFrom: run.state, wakeAt: run.wakeAt };
  return moveRun(run, 'held', 'held', { actor, message: actor.reason, patch });
}

/** Lets a held run go on from where it was. */
export function decideRelease(run: LiveRun, actor: Actor, now: number): Change {
  if (run.state !== 'held') {
    throw new Refusal('conflict', `the run is ${run.state}, not held: there is nothing to release`);
  }
  const to = run.heldFrom ?? 'ready';
  if (to === 'ready')
    return moveToReady(run, 'released', now, { actor, patch: { heldFrom: null } });
  const patch = { heldFrom: null, wakeAt: run.wakeAt };
  return moveRun(run, 'released', to, { actor, patch });
}

/** A change that has been made is made again: whoever looks at it later has to find out why. */
export function refuseUnexplainedRepetition(
  original: LiveRun,
  idempotencyKey: 'same' | 'new',
  actor: Actor,
): void {
  const isPerformed =
    original.state === 'succeeded' && original.revision.definition.method === 'POST';
  if (!isPerformed || idempotencyKey === 'same' || !isUnexplained(actor)) return;
  const sentence = 'say why: this POST has succeeded, and doing it again needs a reason';
  throw new Refusal('invalid_input', sentence, 'reason');
}

/** Whoever does one thing to many looks at none of them closely enough to make a change a second time. */
export function refuseRepetitionInBulk(original: LiveRun): void {
  if (original.state !== 'succeeded' || original.revision.definition.method !== 'POST') return;
  throw new Refusal(
    'conflict',
    'this POST succeeded, and a bulk never does that again: retrigger it by itself, and say why',
  );
}

/** A person says what became of a run whose outcome nobody knows. */
export function decideResolve(
  run: LiveRun,
  as: 'succeeded' | 'failed' | 'ready',
  actor: Actor,
  now: number,
): Change {
  if (run.state !== 'unknown') {
    const hint = run.state === 'held' ? ': release it instead' : '';
    throw new Refusal('conflict', `the run is ${run.state}, not unknown${hint}`);
  }
  if (isUnexplained(actor)) {
    throw new Refusal('invalid_input', 'say why: resolving a run needs a reason', 'reason');
  }
  if (as !== 'ready') return moveRun(run, 'resolved', as, { actor, message: actor.reason });
  const patch = { grantedAttempts: run.grantedAttempts + 1 };
  return moveToReady(run, 'resolved', now, { actor, patch });
}

function isUnexplained({ reason }: Actor): boolean {
  return reason === null || reason.trim() === '';
}
