import type { AttemptLogWriter } from '#engine/core/attempt-log.ts';
import type {
  AttemptHandle,
  AttemptReport,
  AttemptRequest,
  AttemptToken,
} from '#engine/core/executor.ts';
import type {
  BuiltinContext,
  BuiltinHandler,
  BuiltinResult,
} from '#engine/executors/builtin/builtin-handler.ts';
import {
  toCancelled,
  toDetail,
  toInterrupted,
  toSucceeded,
  toThrown,
  toTimedOut,
  withoutReaction,
} from '#engine/executors/builtin/builtin-outcome.ts';
import { createLazyLog, type LazyLog } from '#engine/executors/log/lazy-log.ts';
import { INERT_HANDLE } from '#engine/executors/lost-attempt.ts';
import type { AttemptOutcome } from '#shared/domain/run.ts';
import { setAwakeTimer } from '#shared/lib/awake-timer.ts';
import type { Clock } from '#shared/lib/clock.ts';

/*
 * A handler that returns at once is over before `start` returns: no timer, no promise, no turn of the event
 * loop. Only one that returns a promise is watched.
 *
 * A watched handler cannot be ended, only be told to. Cancellation and timeout therefore decide the outcome,
 * abort the signal, and report once the handler has settled, or once `killGraceMs` have passed. A release
 * reports at once: the process that the handler lives in is about to end.
 */

export interface BuiltinAttemptDeps {
  readonly openLog: (token: AttemptToken) => AttemptLogWriter;
  readonly clock: Clock;
}

export function startBuiltinAttempt(
  handler: BuiltinHandler,
  request: AttemptRequest,
  report: AttemptReport,
  { openLog, clock }: BuiltinAttemptDeps,
): AttemptHandle {
  const log = createLazyLog(() => openLog(request.token));
  const abortion = createAbortion();
  const end = (outcome: AttemptOutcome): void => log.close(() => report.ended(outcome));

  report.started(null);
  const work = callHandler(handler, toContext(request, abortion, log));
  if (work instanceof Promise) return watch(work, { request, clock, abortion, log, end });
  if (work.detail !== null) log.write(`${work.detail}\n`);
  end(work.outcome);
  return INERT_HANDLE;
}

/** What a handler that is over came to, and what its log says of it besides. */
interface Finished {
  readonly outcome: AttemptOutcome;
  readonly detail: string | null;
}

function callHandler(
  handler: BuiltinHandler,
  context: BuiltinContext,
): Finished | Promise<Finished> {
  try {
    const result = handler(context);
    return result instanceof Promise ? result.then(returned, thrown) : returned(result);
  } catch (error) {
    return thrown(error);
  }
}

function returned(result: BuiltinResult | undefined): Finished {
  return { outcome: toSucceeded(result), detail: null };
}

function thrown(error: unknown): Finished {
  return { outcome: toThrown(error), detail: toDetail(error) };
}

interface Watch {
  readonly request: AttemptRequest;
  readonly clock: Clock;
  readonly abortion: Abortion;
  readonly log: LazyLog;
  readonly end: (outcome: AttemptOutcome) => void;
}

function watch(
  work: Promise<Finished>,
  { request, clock, abortion, log, end }: Watch,
): AttemptHandle {
  /** What the attempt comes to in any case, because the handler has been told to end. */
  let decided: AttemptOutcome | null = null;
  let isOver = false;
  let timer = after(request.timeoutMs, () => tellToEnd(toTimedOut(request.timeoutMs)));

  function after(delayMs: number, action: () => void) {
    return setAwakeTimer(clock, delayMs, action);
  }

  function tellToEnd(outcome: AttemptOutcome): void {
    if (isOver || decided !== null) return;
    decided = outcome;
    timer.cancel();
    timer = after(request.killGraceMs, () => settle(withoutReaction(outcome)));
    abortion.abort();
  }

  function settle(outcome: AttemptOutcome): void {
    if (isOver) return;
    isOver = true;
    timer.cancel();
    end(outcome);
  }

  void work.then(({ outcome, detail }) => {
    if (decided === null && detail !== null) log.write(`${detail}\n`);
    settle(decided ?? outcome);
  });
  return {
    cancel: () => tellToEnd(toCancelled()),
    release() {
      abortion.abort();
      settle(decided ?? toInterrupted());
    },
  };
}

function toContext(request: AttemptRequest, abortion: Abortion, log: LazyLog): BuiltinContext {
  const { input, idempotencyKey, runId, attemptNumber, origin } = request;
  const { nominalAt, lateByMs, coalescedCount } = request;
  return {
    ...{ input, idempotencyKey, runId, attemptNumber, origin },
    ...{ nominalAt, lateByMs, coalescedCount },
    get signal() {
      return abortion.signal();
    },
    log: (text) => log.write(text),
  };
}

/** An abort signal that is only made for those who ask for it. */
interface Abortion {
  signal(): AbortSignal;
  abort(): void;
}

function createAbortion(): Abortion {
  let controller: AbortController | null = null;
  let isAborted = false;
  return {
    signal() {
      controller ??= new AbortController();
      if (isAborted) controller.abort();
      return controller.signal;
    },
    abort() {
      isAborted = true;
      controller?.abort();
    },
  };
}
