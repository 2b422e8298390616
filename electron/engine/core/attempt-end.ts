import type { Random } from '#shared/lib/clock.ts';
import type { AttemptState } from '#shared/domain/attempt-state-table.ts';
import { assertAttemptTransition } from '#shared/domain/attempt-state-table.ts';
import { errorFingerprint } from '#shared/domain/error-fingerprint.ts';
import type { FailureClass } from '#shared/domain/failure-class.ts';
import { isRepeatable } from '#shared/domain/method.ts';
import type { AttemptOutcome } from '#shared/domain/run.ts';
import { isHttpTarget } from '#shared/domain/target-scheme.ts';
import type { AttemptEnded, Change, Decision, RunMoved } from '#engine/core/change.ts';
import type { LiveRun } from '#engine/core/live-run.ts';
import { moveRun, moveToReady } from '#engine/core/move-run.ts';
import { nextAttempt } from '#engine/core/next-attempt.ts';

export interface AttemptEndFacts {
  /** In state `running`. */
  readonly run: LiveRun;
  readonly attemptState: AttemptState;
  readonly outcome: AttemptOutcome;
  readonly now: number;
  readonly random: Random;
}

/** What an ended attempt means for its run, by the rules of its method and the job's policies. */
export function decideAttemptEnd(facts: AttemptEndFacts): Decision {
  const { run, outcome } = facts;
  switch (outcome.kind) {
    case 'succeeded':
      return end(facts, [counted(run, 'succeeded', 'succeeded', outcome.message)]);
    case 'cancelled':
      return end(facts, [cancelled(run, outcome.message)]);
    case 'interrupted':
      return decideInterrupted(facts, outcome);
    case 'lost':
      return isRepeatable(run.revision.definition)
        ? decideFailure(facts, 'lost', outcome.message, null)
        : end(facts, [counted(run, 'outcome_unknown', 'unknown', outcome.message)]);
    case 'failed':
    case 'timed_out':
      return isUnanswered(run, outcome.failureClass)
        ? end(facts, [counted(run, 'outcome_unknown', 'unknown', outcome.message)])
        : decideFailure(facts, outcome.failureClass, outcome.message, outcome.retryAfterMs);
  }
}

/** The engine itself ended it: no attempt is used up, and only a POST that may have acted waits for a person. */
function decideInterrupted(
  facts: AttemptEndFacts,
  outcome: AttemptOutcome & { kind: 'interrupted' },
): Decision {
  const { run, now } = facts;
  const about = { attemptNumber: run.attemptCount, message: outcome.message };
  if (outcome.hasStarted && !isRepeatable(run.revision.definition)) {
    return end(facts, [moveRun(run, 'outcome_unknown', 'unknown', about)]);
  }
  return run.cancelledBy === null
    ? end(facts, [moveToReady(run, 'interrupted', now, about)])
    : end(facts, [moveRun(run, 'cancelled', 'cancelled', { ...about, actor: run.cancelledBy })]);
}

/** A failure that is known to be one: the retry policy decides now, once, when the next attempt is due. */
function decideFailure(
  facts: AttemptEndFacts,
  failureClass: FailureClass,
  message: string,
  retryAfterMs: number | null,
): Decision {
  const { run, random } = facts;
  const now = endOf(facts);
  const { retry: policy, method } = run.revision.definition;
  const next = nextAttempt({
    ...{ policy, method, isRepeatable: isRepeatable(run.revision.definition) },
    failureClass,
    countedAttempts: run.countedAttempts + 1,
    grantedAttempts: run.grantedAttempts,
    firstStartedAt: run.firstStartedAt ?? now,
    now,
    retryAfterMs,
    random,
  });
  if (run.cancelledBy !== null) return end(facts, [cancelled(run, message)]);
  return next.at === null
    ? end(facts, exhausted(run, message, facts.now))
    : end(facts, [planRetry(run, next.at, message)], next.delayMs);
}

function planRetry(run: LiveRun, at: number, message: string): RunMoved {
  return moveRun(run, 'retry_planned', 'retry_wait', {
    patch: { wakeAt: at, countedAttempts: run.countedAttempts + 1 },
    attemptNumber: run.attemptCount,
    message,
  });
}

/** The last allowed attempt failed. */
function exhausted(run: LiveRun, message: string, now: number): readonly Change[] {
  const { onExhausted } = run.revision.definition.retry;
  if (onExhausted === 'hold') {
    const held = counted(run, 'exhausted', 'held', message);
    return [{ ...held, after: { ...held.after, heldFrom: 'ready' } }];
  }
  const failed = counted(run, 'failed', 'failed', message);
  if (onExhausted === 'fail' || run.triggerKey === null) return [failed];
  const { jobKey } = run.revision;
  const reason = `a run that it fired failed for good: ${message}`;
  const on = { scope: 'trigger', jobKey, triggerKey: run.triggerKey } as const;
  const pause = { at: now, by: 'scheduler', reason, untilAt: null };
  return [failed, { type: 'pause_begun', on, pause }];
}

function cancelled(run: LiveRun, message: string | null): RunMoved {
  return { ...counted(run, 'cancelled', 'cancelled', message), actor: run.cancelledBy };
}

function counted(
  run: LiveRun,
  event: 'succeeded' | 'cancelled' | 'outcome_unknown' | 'exhausted' | 'failed',
  to: 'succeeded' | 'cancelled' | 'unknown' | 'held' | 'failed',
  message: string | null,
): RunMoved {
  return moveRun(run, event, to, {
    patch: { countedAttempts: run.countedAttempts + 1 },
    attemptNumber: run.attemptCount,
    message,
  });
}

/** The request left, and nobody knows what it did: for a POST only a person can tell. */
function isUnanswered(run: LiveRun, failureClass: FailureClass): boolean {
  const { definition } = run.revision;
  if (isRepeatable(definition)) return false;
  const isSent = failureClass === 'no_answer' || failureClass === 'timeout';
  return isSent && isHttpTarget(definition.target);
}

function end(
  facts: AttemptEndFacts,
  changes: readonly Change[],
  retryDelayMs: number | null = null,
): Decision {
  const endedAt = endOf(facts);
  const moves = changes.map((change) =>
    change.type === 'run_moved' ? { ...change, endedAt } : change,
  );
  return {
    changes: [endedAttempt(facts, retryDelayMs, changes), ...moves],
    effects: [],
    answer: undefined,
  };
}

function endedAttempt(
  facts: AttemptEndFacts,
  retryDelayMs: number | null,
  changes: readonly Change[],
): AttemptEnded {
  const { run, outcome, attemptState } = facts;
  assertAttemptTransition(attemptState, outcome.kind);
  const failureClass = failureClassOf(outcome);
  // What needs a decision is grouped with what looks like it, though an interruption is no failure.
  const isUnknown = changes.some(
    (change) => change.type === 'run_moved' && change.after.state === 'unknown',
  );
  return {
    type: 'attempt_ended',
    runKey: run.key,
    number: run.attemptCount,
    from: attemptState,
    to: outcome.kind,
    endedAt: endOf(facts),
    exitCode: 'exitCode' in outcome ? outcome.exitCode : null,
    httpStatus: 'httpStatus' in outcome ? outcome.httpStatus : null,
    signal: 'signal' in outcome ? outcome.signal : null,
    failureClass,
    message: outcome.message,
    fingerprint: fingerprintOf(run, failureClass ?? (isUnknown ? 'lost' : null), outcome.message),
    retryDelayMs,
    output: outcome.output ?? null,
  };
}

/** An executor may tell of an end that lies back: no engine ran then. Clocks differ, so it is held to what is possible. */
function endOf({ run, outcome, now }: AttemptEndFacts): number {
  return Math.min(now, Math.max(outcome.endedAt ?? now, run.firstStartedAt ?? now));
}

function fingerprintOf(
  run: LiveRun,
  failureClass: FailureClass | null,
  message: string | null,
): string | null {
  if (failureClass === null) return null;
  const jobName = run.revision.definition.name;
  return errorFingerprint({ jobName, failureClass, message: message ?? '' });
}

function failureClassOf(outcome: AttemptOutcome): FailureClass | null {
  if ('failureClass' in outcome) return outcome.failureClass;
  return outcome.kind === 'lost' ? 'lost' : null;
}
