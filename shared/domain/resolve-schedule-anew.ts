import { resolveLocalTime } from '#shared/domain/local-time.ts';
import { resolveBound } from '#shared/domain/parse-bounds.ts';
import { Refusal } from '#shared/domain/refusal.ts';
import type { ScheduleBounds } from '#shared/domain/schedule-bounds.ts';
import type { Schedule } from '#shared/domain/trigger.ts';

/** The same schedule with its local times turned into instants by the time-zone data of now. */
export function resolveScheduleAnew(schedule: Schedule): Schedule {
  if (schedule.kind === 'at') {
    const { local, zone, instantAt } = schedule;
    return {
      ...schedule,
      instantAt: orAsItWas(instantAt, () => resolveLocalTime({ local, zone })),
    };
  }
  if (!('bounds' in schedule)) return schedule;
  return { ...schedule, bounds: resolveBoundsAnew(schedule.bounds) };
}

function resolveBoundsAnew(bounds: ScheduleBounds): ScheduleBounds {
  const { zone, from, until } = bounds;
  return {
    ...bounds,
    from: from && { ...from, at: orAsItWas(from.at, () => resolveBound(from.text, zone, 'from')) },
    until: until && {
      ...until,
      at: orAsItWas(until.at, () => resolveBound(until.text, zone, 'until')),
    },
  };
}

/**
 * A local time that by the new data happens twice, or not at all, is nobody's to ask about any more: it keeps the
 * instant that it had.
 */
function orAsItWas(instantAt: number, resolve: () => number): number {
  try {
    return resolve();
  } catch (error) {
    if (error instanceof Refusal) return instantAt;
    throw error;
  }
}
