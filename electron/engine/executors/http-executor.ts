import type { AttemptLogWriter } from '#engine/core/attempt-log.ts';
import type { AttemptToken, Executor } from '#engine/core/executor.ts';
import { createConnector } from '#engine/executors/http/exchange.ts';
import { startHttpAttempt } from '#engine/executors/http/http-attempt.ts';
import { toUnusable } from '#engine/executors/http/http-outcome.ts';
import { parseHttpRequest } from '#engine/executors/http/http-request.ts';
import { INERT_HANDLE, reportLost } from '#engine/executors/lost-attempt.ts';
import type { Clock } from '#shared/lib/clock.ts';

export interface HttpExecutorDeps {
  readonly openLog: (token: AttemptToken) => AttemptLogWriter;
  readonly clock: Clock;
  /** What the receiver reads in `User-Agent` after `nightdesk/`. */
  readonly version: string;
  readonly connectTimeoutMs?: number;
}

const CONNECT_TIMEOUT_MS = 10_000;

/** Carries out `http://…` and `https://…`. Its connections die with the engine, so nothing can be adopted. */
export function createHttpExecutor(deps: HttpExecutorDeps): Executor {
  const connector = createConnector(deps.connectTimeoutMs ?? CONNECT_TIMEOUT_MS);
  const attemptDeps = { openLog: deps.openLog, clock: deps.clock, connector };
  const userAgent = `nightdesk/${deps.version}`;
  return {
    start(request, report) {
      const httpRequest = parseHttpRequest(request, userAgent);
      if (httpRequest !== null) {
        return startHttpAttempt(httpRequest, request, report, attemptDeps);
      }
      report.ended(toUnusable(request.target));
      return INERT_HANDLE;
    },
    resume(_request, report) {
      return reportLost(report);
    },
    close() {
      return Promise.resolve();
    },
  };
}
