import type { FailurePattern } from '#shared/domain/failure-class.ts';
import type { Method } from '#shared/domain/method.ts';

export type BackOff = 'fixed' | 'exponential' | 'list';
export type Jitter = 'none' | 'equal' | 'full';
/** What happens to a run whose last allowed attempt failed. */
export type OnExhausted = 'fail' | 'hold' | 'pause_trigger';
export const BACK_OFFS = ['fixed', 'exponential', 'list'] as const satisfies readonly BackOff[];
export const JITTERS = ['none', 'equal', 'full'] as const satisfies readonly Jitter[];
export const ON_EXHAUSTED = [
  'fail',
  'hold',
  'pause_trigger',
] as const satisfies readonly OnExhausted[];

export interface RetryPolicy {
  /** The first attempt included. */
  readonly maxAttempts: number;
  readonly backoff: BackOff;
  readonly initialDelayMs: number;
  readonly factor: number;
  readonly maxDelayMs: number;
  /** For `list`: the delay after attempt n is entry n − 1, the last one repeated. */
  readonly delaysMs: readonly number[];
  readonly jitter: Jitter;
  /** No further attempt starts later than this after the first one started. */
  readonly maxElapsedMs: number;
  /** `null`: the method's own rule. */
  readonly retryOn: readonly FailurePattern[] | null;
  /** Wins over `retryOn`. */
  readonly noRetryOn: readonly FailurePattern[];
  readonly onExhausted: OnExhausted;
}

export function defaultRetryPolicy(method: Method): RetryPolicy {
  return {
    maxAttempts: method === 'GET' ? 5 : 3,
    backoff: 'exponential',
    initialDelayMs: 10_000,
    factor: 2,
    maxDelayMs: 3_600_000,
    delaysMs: [],
    jitter: 'equal',
    maxElapsedMs: 86_400_000,
    retryOn: null,
    noRetryOn: [],
    onExhausted: 'fail',
  };
}

/** The delay after the `attemptNumber`-th counted attempt, before jitter, in milliseconds. */
export function plannedDelayMs(policy: RetryPolicy, attemptNumber: number): number {
  switch (policy.backoff) {
    case 'fixed':
      return policy.initialDelayMs;
    case 'list':
      return policy.delaysMs[Math.min(attemptNumber, policy.delaysMs.length) - 1] ?? 0;
    case 'exponential':
      return Math.min(
        policy.maxDelayMs,
        policy.initialDelayMs * Math.pow(policy.factor, attemptNumber - 1),
      );
  }
}
