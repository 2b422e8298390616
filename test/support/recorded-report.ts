import type { AttemptReport } from '#engine/core/executor.ts';
import type { AttemptOutcome } from '#shared/domain/run.ts';

/** Takes an executor's reports, and fails loudly where they break the rules of `AttemptReport`. */
export interface RecordedReport extends AttemptReport {
  readonly hasStarted: boolean;
  /** `null` until the attempt has ended. */
  readonly outcome: AttemptOutcome | null;
  readonly whenEnded: Promise<AttemptOutcome>;
}

export function createRecordedReport(): RecordedReport {
  const { promise: whenEnded, resolve } = Promise.withResolvers<AttemptOutcome>();
  let hasStarted = false;
  let outcome: AttemptOutcome | null = null;
  return {
    whenEnded,
    get hasStarted() {
      return hasStarted;
    },
    get outcome() {
      return outcome;
    },
    started() {
      if (hasStarted || outcome !== null) throw new Error('started came twice, or after ended');
      hasStarted = true;
    },
    ended(ending) {
      if (outcome !== null) throw new Error('ended came twice');
      outcome = ending;
      resolve(ending);
    },
  };
}
