import type { AttemptHandle, AttemptReport } from '#engine/core/executor.ts';

/** Of an attempt that has ended, or of which nothing is left that could be ended. */
export const INERT_HANDLE: AttemptHandle = { cancel: () => undefined, release: () => undefined };

/** What `resume` comes to where work cannot outlive the engine that started it. */
export function reportLost(report: AttemptReport): AttemptHandle {
  queueMicrotask(() =>
    report.ended({ kind: 'lost', message: 'The engine died while this attempt was under way' }),
  );
  return INERT_HANDLE;
}
