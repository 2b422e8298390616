import type { AttemptLogWriter } from '#engine/core/attempt-log.ts';
import type {
  AttemptHandle,
  AttemptReport,
  AttemptRequest,
  AttemptToken,
} from '#engine/core/executor.ts';
import { createBodyExcerpt } from '#engine/executors/http/body-excerpt.ts';
import type { Connector, Exchange } from '#engine/executors/http/exchange.ts';
import { toAnswerHead, toRequestLine } from '#engine/executors/http/exchange-text.ts';
import type { HttpRequest } from '#engine/executors/http/http-request.ts';
import {
  toAnswered,
  toBroken,
  toCancelled,
  toInterrupted,
  toTimedOut,
  type HttpProgress,
} from '#engine/executors/http/http-outcome.ts';
import { startRedirectedExchange } from '#engine/executors/http/redirected-exchange.ts';
import { createOutputTail } from '#engine/executors/log/output-tail.ts';
import { createLazyLog } from '#engine/executors/log/lazy-log.ts';
import type { AttemptOutcome } from '#shared/domain/run.ts';
import { setAwakeTimer } from '#shared/lib/awake-timer.ts';
import type { Clock } from '#shared/lib/clock.ts';

export interface HttpAttemptDeps {
  readonly openLog: (token: AttemptToken) => AttemptLogWriter;
  readonly clock: Clock;
  readonly connector: Connector;
}

/**
 * Carries out one attempt. Whatever comes first of answer, timeout, cancellation and release ends it, and
 * closing the connection then silences all the others.
 */
export function startHttpAttempt(
  httpRequest: HttpRequest,
  { token, timeoutMs }: AttemptRequest,
  report: AttemptReport,
  { openLog, clock, connector }: HttpAttemptDeps,
): AttemptHandle {
  const log = createLazyLog(() => openLog(token));
  const excerpt = createBodyExcerpt();
  const tail = createOutputTail();
  let progress: HttpProgress = { isSent: false, answer: null, excerpt, refusal: null };
  let exchange: Exchange | null = null;
  let isOver = false;

  const end = (outcome: AttemptOutcome): void => {
    if (isOver) return;
    isOver = true;
    timer.cancel();
    exchange?.abort();
    if (progress.answer === null) log.write(`${outcome.message ?? ''}\n`);
    log.close(() => report.ended(outcome));
  };
  const timer = setAwakeTimer(clock, timeoutMs, () =>
    end(toTimedOut(progress, timeoutMs, clock.wallNow())),
  );

  report.started(null);
  exchange = startRedirectedExchange(httpRequest, connector, {
    sending: (request) => log.write(`${toRequestLine(request)}\n`),
    connected: () => (progress = { ...progress, isSent: true }),
    answered(answer, redirect) {
      log.write(toAnswerHead(answer));
      if (redirect.kind === 'follow') return;
      const refusal = redirect.kind === 'refuse' ? redirect.reason : null;
      progress = { ...progress, answer, refusal };
    },
    received(bytes) {
      excerpt.add(bytes);
      tail.push(bytes);
      log.write(bytes);
    },
    completed: (answer) =>
      end({ ...toAnswered(progress, answer, clock.wallNow()), output: tail.output() }),
    broke: (error) => end(toBroken(progress, error, clock.wallNow())),
  });

  return {
    cancel: () => end(toCancelled(progress)),
    release: () => end(toInterrupted(progress)),
  };
}
