import type { ExcludedFiresView, FireTime } from '#shared/contract/job-schema.ts';
import { excludedFireTimes } from '#shared/domain/excluded-fire-times.ts';
import { plannedStart } from '#engine/core/planned-start.ts';
import type { Store, TriggerRecord } from '#engine/core/store.ts';
import { upcomingFires } from '#engine/core/upcoming-fires.ts';
import { jobNamed } from '#engine/service/job-commands.ts';

export interface FireTimes {
  readonly fireTimes: FireTime[];
  readonly excluded: ExcludedFiresView[];
}

const SHOWN_EXCLUDED = 10;

/** When a job's triggers fire next, and what is left out meanwhile. What is paused does not fire. */
export function fireTimesOf(store: Store, name: string, limit: number, now: number): FireTimes {
  const { pause, revision } = jobNamed(store, name);
  const isStopped = pause !== null || store.read.findPause({ scope: 'scheduler' }) !== null;
  if (isStopped) return { fireTimes: [], excluded: [] };
  const going = store.read
    .readTriggers(revision.jobKey)
    .filter((record) => record.pause === null && !record.isRemoved);
  const coming = going.flatMap(({ trigger, createdAt, nextAt }) =>
    nextAt === null ? [] : [{ trigger, schedule: trigger.schedule, createdAt, nextAt }],
  );
  const owner = { code: store.read.identity.code, job: name };
  const fireTimes = upcomingFires(coming, Infinity, limit).map(({ at, trigger: { trigger } }) => ({
    ...{ at, trigger: trigger.key, startsAt: plannedStart(owner, trigger, at) },
  }));
  const excluded = going.flatMap((record) => excludedOf(record, now, fireTimes));
  return { fireTimes, excluded };
}

function excludedOf(
  { trigger: { key, schedule }, createdAt }: TriggerRecord,
  now: number,
  fireTimes: readonly FireTime[],
): ExcludedFiresView[] {
  const lastAt = fireTimes.findLast(({ trigger }) => trigger === key)?.at;
  if (lastAt === undefined) return [];
  const fires = excludedFireTimes(schedule, now, lastAt, SHOWN_EXCLUDED, createdAt);
  return fires.map((fire) => ({ ...fire, trigger: key }));
}
