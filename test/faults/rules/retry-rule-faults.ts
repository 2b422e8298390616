import type { RuleFault } from '#test/faults/rule-fault.ts';
import { CORE, DOMAIN, rulesOf } from '#test/faults/rule-fault.ts';

const retry = rulesOf('integration/semantics/retry');

/** Section 7: retry. */
export const RETRY_RULE_FAULTS: readonly RuleFault[] = [
  retry(
    'a retried run backs off exponentially',
    'the back-off grows one step too soon',
    `${DOMAIN}/retry-policy.ts`,
    'Math.pow(policy.factor, attemptNumber - 1)',
    'Math.pow(policy.factor, attemptNumber)',
  ),
  retry(
    'a GET gets five attempts and a POST three',
    'a GET gets three attempts',
    `${DOMAIN}/retry-policy.ts`,
    "maxAttempts: method === 'GET' ? 5 : 3",
    'maxAttempts: 3',
  ),
  retry(
    'a GET is not retried on client errors',
    'a GET is retried on every client error',
    `${CORE}/next-attempt.ts`,
    "return !matches('http:4xx') || TEMPORARY_4XX.some(matches);",
    'return true;',
  ),
  retry(
    'a POST is retried only when',
    'a POST is retried on any error of the server',
    `${CORE}/next-attempt.ts`,
    "'http:503', 'exit'",
    "'http:5xx', 'exit'",
  ),
  retry(
    'noRetryOn wins over retryOn',
    'noRetryOn is not heard',
    `${CORE}/next-attempt.ts`,
    'if (policy.noRetryOn.some(matches)) return false;',
    '',
  ),
  retry(
    'Retry-After is respected',
    'Retry-After is not heard',
    `${CORE}/next-attempt.ts`,
    'Math.max(Math.round(planned), facts.retryAfterMs ?? 0)',
    'Math.round(planned)',
  ),
  retry(
    'no attempt starts later than maxElapsed',
    'the delay may lead beyond maxElapsed',
    `${CORE}/next-attempt.ts`,
    'if (at - facts.firstStartedAt > policy.maxElapsedMs)',
    'if (now - facts.firstStartedAt > policy.maxElapsedMs)',
  ),
  retry(
    'a list of delays is followed',
    'after the last delay there is none',
    `${DOMAIN}/retry-policy.ts`,
    'Math.min(attemptNumber, policy.delaysMs.length) - 1',
    'attemptNumber - 1',
  ),
  retry(
    'jitter none',
    'no jitter is half the delay',
    `${CORE}/next-attempt.ts`,
    'return delayMs;\n',
    'return delayMs / 2;\n',
  ),
  retry(
    'jitter equal',
    'equal jitter keeps nothing of the delay',
    `${CORE}/next-attempt.ts`,
    'return delayMs / 2 + (random() * delayMs) / 2;',
    'return random() * delayMs;',
  ),
  retry(
    'jitter full',
    'full jitter is none',
    `${CORE}/next-attempt.ts`,
    'return random() * delayMs;',
    'return delayMs;',
  ),
  retry(
    'onExhausted hold keeps the run',
    'onExhausted hold fails the run',
    `${CORE}/attempt-end.ts`,
    "if (onExhausted === 'hold') {",
    "if (onExhausted === ('never' as string)) {",
  ),
  retry(
    'onExhausted pause_trigger stops the trigger',
    'the trigger goes on',
    `${CORE}/attempt-end.ts`,
    "if (onExhausted === 'fail' || run.triggerKey === null) return [failed];",
    'if (run !== null) return [failed];\n  if (run.triggerKey === null) return [failed];',
  ),
  retry(
    'retry now skips the rest of the delay',
    'a run in retry_wait takes no retry',
    `${CORE}/by-hand.ts`,
    "case 'retry_wait':\n      return null;",
    "case 'retry_wait':\n      return 'it waits already';",
  ),
  retry(
    'a retry by hand grants one more attempt',
    'a retry by hand grants two',
    `${CORE}/next-attempt.ts`,
    'countedAttempts >= policy.maxAttempts + grantedAttempts',
    'countedAttempts >= policy.maxAttempts + 2 * grantedAttempts',
  ),
  retry(
    'a POST with a lost attempt is not retried',
    'a POST with a lost attempt is retried',
    `${CORE}/by-hand.ts`,
    "return run.hasLostAttempt && run.method === 'POST'",
    "return run.hasLostAttempt && run.method === 'GET'",
  ),
  retry(
    'an idempotent POST is retried',
    'it is retried only where every POST is',
    `${CORE}/next-attempt.ts`,
    'if (isRepeatable && UNCERTAIN.some(matches)) return true;',
    '',
  ),
];
