import type { AttemptReport } from '#engine/core/executor.ts';

/** Passes on each report at most once, and none after the end or after the engine has let go. */
export interface AttemptReporter extends AttemptReport {
  readonly isOpen: boolean;
  close(): void;
}

export function createAttemptReporter(report: AttemptReport): AttemptReporter {
  let isOpen = true;
  let hasStarted = false;
  return {
    get isOpen() {
      return isOpen;
    },
    started(pid) {
      if (!isOpen || hasStarted) return;
      hasStarted = true;
      report.started(pid);
    },
    ended(outcome) {
      if (!isOpen) return;
      isOpen = false;
      report.ended(outcome);
    },
    close() {
      isOpen = false;
    },
  };
}
