import type { AttemptOutcome } from '#shared/domain/run.ts';
import type { AttemptReport, AttemptRequest, Executor } from '#engine/core/executor.ts';

/** An attempt that a test holds in its hand. */
export interface ScriptedAttempt {
  readonly request: AttemptRequest;
  readonly isResumed: boolean;
  isCancelled: boolean;
  started(pid?: number): void;
  end(outcome?: AttemptOutcome): void;
}

/** An executor that starts nothing and reports exactly what a test tells it to. */
export interface ScriptedExecutor extends Executor {
  /** Every attempt that was ever handed over, oldest first. */
  readonly attempts: readonly ScriptedAttempt[];
  /** The attempts that have not ended. */
  readonly open: readonly ScriptedAttempt[];
}

export const SUCCEEDED: AttemptOutcome = {
  kind: 'succeeded',
  exitCode: 0,
  httpStatus: null,
  message: null,
};

export function failedWith(
  failureClass: Extract<AttemptOutcome, { kind: 'failed' | 'timed_out' }>['failureClass'],
  more: { retryAfterMs?: number; kind?: 'failed' | 'timed_out' } = {},
): AttemptOutcome {
  return {
    kind: more.kind ?? 'failed',
    failureClass,
    exitCode: failureClass.startsWith('exit:') ? Number(failureClass.slice(5)) : null,
    httpStatus: failureClass.startsWith('http:') ? Number(failureClass.slice(5)) : null,
    signal: null,
    message: `it failed: ${failureClass}`,
    retryAfterMs: more.retryAfterMs ?? null,
  };
}

export function createScriptedExecutor(): ScriptedExecutor {
  const attempts: ScriptedAttempt[] = [];
  const open = new Set<ScriptedAttempt>();

  function take(request: AttemptRequest, report: AttemptReport, isResumed: boolean) {
    const attempt: ScriptedAttempt = {
      request,
      isResumed,
      isCancelled: false,
      started: (pid = 4711) => report.started(pid),
      end(outcome = SUCCEEDED) {
        if (open.delete(attempt)) report.ended(outcome);
      },
    };
    attempts.push(attempt);
    open.add(attempt);
    return {
      cancel: () => {
        attempt.isCancelled = true;
      },
      release: () => {
        const isProcess = /^(exec|shell):/.test(request.target);
        if (isProcess) open.delete(attempt);
        else attempt.end({ kind: 'interrupted', hasStarted: true, message: 'the engine stopped' });
      },
    };
  }

  return {
    attempts,
    get open() {
      return [...open];
    },
    start: (request, report) => take(request, report, false),
    resume: (request, report) => take(request, report, true),
    close: () => Promise.resolve(),
  };
}
