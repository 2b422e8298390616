import type { JobRecord, TriggerRecord } from '#engine/core/store.ts';

/** Why an instant of a trigger is skipped; `null` if nothing of it is paused. */
export function whyPaused(job: JobRecord, record: TriggerRecord): string | null {
  if (job.pause !== null) return 'job_paused';
  return record.pause === null ? null : 'trigger_paused';
}
