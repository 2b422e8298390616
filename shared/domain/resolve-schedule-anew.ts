import { resolveLocalTime } from '#shared/domain/local-time.ts';
import { Refusal } from '#shared/domain/refusal.ts';
import type { AtSchedule, Schedule } from '#shared/domain/trigger.ts';

/** The same schedule with its local times turned into instants by the time-zone data of now. */
export function resolveScheduleAnew(schedule: Schedule): Schedule {
  return schedule.kind === 'at' ? { ...schedule, instantAt: instantOf(schedule) } : schedule;
}

/**
 * A local time that by the new data happens twice, or not at all, is nobody's to ask about any more: it keeps the
 * instant that it had.
 */
function instantOf({ local, zone, instantAt }: AtSchedule): number {
  try {
    return resolveLocalTime({ local, zone });
  } catch (error) {
    if (error instanceof Refusal) return instantAt;
    throw error;
  }
}
