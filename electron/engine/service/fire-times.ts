import type { FireTime } from '#shared/contract/job-schema.ts';
import type { Store } from '#engine/core/store.ts';
import { upcomingFires } from '#engine/core/upcoming-fires.ts';
import { jobNamed } from '#engine/service/job-commands.ts';

/** When a job's triggers fire next. What is paused does not fire. */
export function fireTimesOf(store: Store, name: string, limit: number): FireTime[] {
  const { pause, revision } = jobNamed(store, name);
  if (pause !== null || store.read.findPause({ scope: 'scheduler' }) !== null) return [];
  const coming = store.read.readTriggers(revision.jobKey).flatMap((record) => {
    const { trigger, createdAt, nextAt, pause: triggerPause } = record;
    if (nextAt === null || triggerPause !== null) return [];
    return [{ key: trigger.key, schedule: trigger.schedule, createdAt, nextAt }];
  });
  return upcomingFires(coming, Infinity, limit).map(({ at, trigger }) => ({
    at,
    trigger: trigger.key,
  }));
}
