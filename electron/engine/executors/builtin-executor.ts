import type { AttemptLogWriter } from '#engine/core/attempt-log.ts';
import type { AttemptToken, Executor } from '#engine/core/executor.ts';
import { startBuiltinAttempt } from '#engine/executors/builtin/builtin-attempt.ts';
import type { BuiltinHandler } from '#engine/executors/builtin/builtin-handler.ts';
import { toUnknown } from '#engine/executors/builtin/builtin-outcome.ts';
import { INERT_HANDLE, reportLost } from '#engine/executors/lost-attempt.ts';
import type { Clock } from '#shared/lib/clock.ts';

export type { BuiltinHandler } from '#engine/executors/builtin/builtin-handler.ts';

export interface BuiltinExecutorDeps {
  readonly openLog: (token: AttemptToken) => AttemptLogWriter;
  readonly clock: Clock;
  /** By the name that stands in the target. */
  readonly handlers: Readonly<Record<string, BuiltinHandler>>;
}

const SCHEME = 'builtin:';

/** Carries out `builtin:name` by calling a function in the engine's own process. */
export function createBuiltinExecutor(deps: BuiltinExecutorDeps): Executor {
  const handlers = new Map(Object.entries(deps.handlers));
  return {
    start(request, report) {
      const name = request.target.slice(SCHEME.length);
      const handler = handlers.get(name);
      if (handler !== undefined) return startBuiltinAttempt(handler, request, report, deps);
      report.ended(toUnknown(name, [...handlers.keys()]));
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
