import type { BodyExcerpt } from '#engine/executors/http/body-excerpt.ts';
import type { HttpAnswer } from '#engine/executors/http/exchange.ts';
import { toErrorText, toStatusLine } from '#engine/executors/http/exchange-text.ts';
import { parseRetryAfter } from '#engine/executors/http/retry-after.ts';
import type { FailureClass } from '#shared/domain/failure-class.ts';
import { redactUrl } from '#shared/domain/redact-url.ts';
import type { AttemptOutcome } from '#shared/domain/run.ts';
import { formatDuration } from '#shared/lib/duration.ts';

/*
 * What an attempt over HTTP came to. Two questions decide: was the request sent, and did the answer's status
 * arrive? A status that reports a failure is believed even if the rest of the answer is missing: the receiver
 * has said that it failed. A success is believed only when it is complete.
 */

/** What is known of an attempt at the moment it ends. */
export interface HttpProgress {
  /** A connection was established, be it only to where a redirect came from: a receiver may have acted. */
  readonly isSent: boolean;
  readonly answer: HttpAnswer | null;
  readonly excerpt: BodyExcerpt;
  /** Why a redirect was not followed. */
  readonly refusal: string | null;
}

/** The answer is complete. */
export function toAnswered(
  progress: HttpProgress,
  answer: HttpAnswer,
  wallNow: number,
): AttemptOutcome {
  if (!isSuccess(answer)) return toRefused(progress, answer, wallNow);
  const message = toStatusLine(answer);
  return { kind: 'succeeded', exitCode: null, httpStatus: answer.status, message };
}

/** The connection could not be made, or ended too early. */
export function toBroken(progress: HttpProgress, error: Error, wallNow: number): AttemptOutcome {
  const { answer, isSent } = progress;
  const why = toErrorText(error);
  if (!isSent) return toFailed('network', null, `Not sent: ${why}`);
  if (answer === null) return toFailed('no_answer', null, `Sent, but no answer came: ${why}`);
  if (!isSuccess(answer)) return toRefused(progress, answer, wallNow);
  const message = `${toStatusLine(answer)}, but the body broke off: ${why}`;
  return toFailed('no_answer', answer.status, message);
}

/** The attempt's own time is up. */
export function toTimedOut(
  progress: HttpProgress,
  timeoutMs: number,
  wallNow: number,
): AttemptOutcome {
  const { answer, isSent } = progress;
  if (answer !== null && !isSuccess(answer)) return toRefused(progress, answer, wallNow);
  const missing = isSent ? 'complete answer' : 'connection';
  const message = `No ${missing} within ${formatDuration(timeoutMs)}`;
  const failed = toFailed(isSent ? 'timeout' : 'network', answer?.status ?? null, message);
  return { ...failed, kind: 'timed_out' };
}

/** Someone asked for its end. */
export function toCancelled({ isSent }: HttpProgress): AttemptOutcome {
  const message = isSent
    ? 'Cancelled after the request was sent: the receiver may still have acted on it'
    : 'Cancelled before the request was sent';
  return { kind: 'cancelled', exitCode: null, message };
}

/** The engine is stopping. */
export function toInterrupted({ isSent }: HttpProgress): AttemptOutcome {
  const message = isSent
    ? 'The engine stopped after the request was sent: the receiver may still have acted on it'
    : 'The engine stopped before the request was sent';
  return { kind: 'interrupted', hasStarted: isSent, message };
}

/** The target is none. */
export function toUnusable(target: string): AttemptOutcome {
  return toFailed('network', null, `Not sent: "${redactUrl(target)}" is no http or https address`);
}

function isSuccess({ status }: HttpAnswer): boolean {
  return status >= 200 && status < 300;
}

function toRefused(
  { refusal, excerpt }: HttpProgress,
  answer: HttpAnswer,
  wallNow: number,
): FailedOutcome {
  const detail = refusal ?? excerpt.firstLine(answer.headers['content-type']);
  const message = toStatusLine(answer) + (detail === null ? '' : `: ${detail}`);
  const retryAfterMs = parseRetryAfter(answer.headers['retry-after'], wallNow);
  return { ...toFailed(`http:${answer.status}`, answer.status, message), retryAfterMs };
}

type FailedOutcome = Extract<AttemptOutcome, { readonly kind: 'failed' | 'timed_out' }>;

function toFailed(
  failureClass: FailureClass,
  httpStatus: number | null,
  message: string,
): FailedOutcome {
  return {
    kind: 'failed',
    failureClass,
    exitCode: null,
    httpStatus,
    signal: null,
    message,
    retryAfterMs: null,
  };
}
