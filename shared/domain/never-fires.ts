import { nextFireTime } from '#shared/domain/next-fire-times.ts';
import type { CronSchedule, IntervalSchedule } from '#shared/domain/trigger.ts';

/** Later than every rule of a zone that has ended. */
const ANY_TIME = Date.UTC(2026, 0, 1);

/**
 * Whether the bounds of a schedule leave nothing of it, whatever time it is. Single days leave something unless it has
 * an end. Of an interval without an anchor nothing is known before it is there.
 */
export function neverFires(schedule: CronSchedule | IntervalSchedule): boolean {
  const { bounds } = schedule;
  if (bounds === undefined) return false;
  if (schedule.kind === 'interval' && schedule.anchorAt === null) return false;
  const { from, until } = bounds;
  const hasBothEnds = from !== null && until !== null;
  const exclude = hasBothEnds ? bounds.exclude : bounds.exclude.filter((e) => e.kind !== 'days');
  const lasting = { ...bounds, exclude, until: hasBothEnds ? until : null };
  const afterAt = (from?.at ?? ANY_TIME) - 1;
  return nextFireTime({ ...schedule, bounds: lasting }, afterAt, ANY_TIME) === null;
}
