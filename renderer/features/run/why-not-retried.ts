import type { Run } from '#shared/contract/run-schema.ts';
import type { FailureClass, FailurePattern } from '#shared/domain/failure-class.ts';
import { failureMatches } from '#shared/domain/failure-class.ts';
import type { RetryPolicy } from '#shared/domain/retry-policy.ts';
import { isRefusal } from '#renderer/parts/run-actions/is-refusal.ts';

/** It may have acted all the same. */
const UNCERTAIN: readonly FailurePattern[] = ['lost', 'no_answer', 'timeout', 'signal'];

/**
 * Why a run that failed was not tried once more, as the end of `Not retried: …`; `null` where it has not failed or
 * nobody can tell. `policy` is that of the job as far as it is known.
 */
export function whyNotRetried(run: Run, policy: RetryPolicy | null): string | null {
  const last = run.attempts.at(-1);
  if (run.state !== 'failed' || last?.failureClass == null) return null;
  const matches = matcherOf(last.failureClass);
  const name = nameOfClass(last.failureClass);
  if (policy?.noRetryOn.some(matches) === true) return `the job never retries ${name}.`;
  if (run.attemptCount >= run.maxAttempts && run.maxAttempts > 1) {
    return `all ${run.maxAttempts} attempts are used.`;
  }
  if (isRefusal(last.failureClass)) {
    return `${name} is a refusal; the same request would fail again.`;
  }
  if (run.attemptCount >= run.maxAttempts) return 'the job allows one attempt.';
  if (policy?.retryOn?.some(matches) === false) {
    return `${name} is not among what the job retries.`;
  }
  if (run.method === 'POST' && UNCERTAIN.some(matches)) {
    return `after ${name} it may have acted all the same, and a POST is performed once.`;
  }
  if (run.method === 'POST' && matches('http:5xx') && !matches('http:503')) {
    return `a POST that was answered ${name} may have acted, and is performed once.`;
  }
  return null;
}

function matcherOf(failureClass: string): (pattern: FailurePattern) => boolean {
  return (pattern) => failureMatches(failureClass as FailureClass, pattern);
}

/** `HTTP 422`, `exit 75`, `timeout`, `no answer`. */
function nameOfClass(failureClass: string): string {
  return failureClass.replace('http:', 'HTTP ').replace(':', ' ').replaceAll('_', ' ');
}
