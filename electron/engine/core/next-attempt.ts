import type { Random } from '#shared/lib/clock.ts';
import type { FailureClass, FailurePattern } from '#shared/domain/failure-class.ts';
import { failureMatches } from '#shared/domain/failure-class.ts';
import type { Method } from '#shared/domain/method.ts';
import type { Jitter, RetryPolicy } from '#shared/domain/retry-policy.ts';
import { plannedDelayMs } from '#shared/domain/retry-policy.ts';

/** An attempt that failed, and what came before it. */
export interface RetryFacts {
  readonly policy: RetryPolicy;
  readonly method: Method;
  /** Repeating the request is harmless, also where nobody knows whether it acted. */
  readonly isRepeatable: boolean;
  readonly failureClass: FailureClass;
  /** Attempts that count, this one included. */
  readonly countedAttempts: number;
  readonly grantedAttempts: number;
  /** When the run's first attempt started, epoch milliseconds. */
  readonly firstStartedAt: number;
  readonly now: number;
  /** What the answer's `Retry-After` asked for. */
  readonly retryAfterMs: number | null;
  readonly random: Random;
}

/** When the next attempt is due, or why there is none. */
export type NextAttempt =
  | { readonly at: number; readonly delayMs: number }
  | { readonly at: null; readonly because: 'class' | 'attempts' | 'elapsed' };

/** Decided once, when an attempt ends, and stored: what the console shows is what will happen. */
export function nextAttempt(facts: RetryFacts): NextAttempt {
  const { policy, countedAttempts, grantedAttempts, now } = facts;
  if (!isRetryable(facts)) return { at: null, because: 'class' };
  if (countedAttempts >= policy.maxAttempts + grantedAttempts) {
    return { at: null, because: 'attempts' };
  }
  const planned = withJitter(plannedDelayMs(policy, countedAttempts), policy.jitter, facts.random);
  const delayMs = Math.max(Math.round(planned), facts.retryAfterMs ?? 0);
  const at = now + delayMs;
  if (at - facts.firstStartedAt > policy.maxElapsedMs) return { at: null, because: 'elapsed' };
  return { at, delayMs };
}

/** POST: only what certainly did not act (never sent, told to come back) and what itself said that it failed. */
const POST_RETRIES: readonly FailurePattern[] = ['network', 'http:429', 'http:503', 'exit'];
/** What a repeatable request may ask for once more though it may have acted. */
const UNCERTAIN: readonly FailurePattern[] = ['lost', 'no_answer', 'timeout'];
/** Client errors that another try may cure. */
const TEMPORARY_4XX: readonly FailurePattern[] = ['http:408', 'http:425', 'http:429'];

function isRetryable({ policy, method, isRepeatable, failureClass }: RetryFacts): boolean {
  const matches = (pattern: FailurePattern) => failureMatches(failureClass, pattern);
  if (policy.noRetryOn.some(matches)) return false;
  if (policy.retryOn !== null) return policy.retryOn.some(matches);
  if (isRepeatable && UNCERTAIN.some(matches)) return true;
  if (method === 'POST') return POST_RETRIES.some(matches);
  return !matches('http:4xx') || TEMPORARY_4XX.some(matches);
}

function withJitter(delayMs: number, jitter: Jitter, random: Random): number {
  switch (jitter) {
    case 'none':
      return delayMs;
    case 'equal':
      return delayMs / 2 + (random() * delayMs) / 2;
    case 'full':
      return random() * delayMs;
  }
}
