import type { BulkKey } from '#engine/core/bulk-record.ts';
import type { JobKey, RevisionKey, RunKey, TriggerKey } from '#engine/core/live-run.ts';
import type { DecisionReader } from '#engine/core/store.ts';

/** Hands out integer keys. There is one writer, so counting on in memory is safe; a key may stay unused. */
export interface KeySource {
  nextRun(): RunKey;
  nextJob(): JobKey;
  nextRevision(): RevisionKey;
  nextTrigger(): TriggerKey;
  nextBulk(): BulkKey;
}

export function createKeySource(read: DecisionReader): KeySource {
  const next = { ...read.nextKeys() };
  return {
    nextRun: () => next.run++,
    nextJob: () => next.job++,
    nextRevision: () => next.revision++,
    nextTrigger: () => next.trigger++,
    nextBulk: () => next.bulk++,
  };
}
