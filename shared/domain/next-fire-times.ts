import { nextCronFireTime } from '#shared/domain/cron-fire-times.ts';
import { findExclusion } from '#shared/domain/exclusion.ts';
import type { ScheduleBounds } from '#shared/domain/schedule-bounds.ts';
import type { IntervalSchedule, Schedule } from '#shared/domain/trigger.ts';

const MINUTE_MS = 60_000;
/** So many in a row, about 19 years of weekends, and it never fires again. */
const MOST_EXCLUSIONS = 1_000;
const LONGEST_LOOK_BACK_MS = 100 * 366 * 86_400_000;

/**
 * The first instant after another at which a schedule fires, epoch milliseconds; `null` if it never does
 * again. `createdAt` is when the trigger came to be: the anchor of an interval that names none. An interval
 * does not fire before its anchor.
 */
export function nextFireTime(
  schedule: Schedule,
  afterAt: number,
  createdAt: number,
  notAfterAt: number = Infinity,
): number | null {
  const bounds = boundsOf(schedule);
  if (bounds === null) return plainFireTime(schedule, afterAt, createdAt, notAfterAt);
  const lastAt = Math.min(notAfterAt, bounds.until?.at ?? Infinity);
  let fromAt = Math.max(afterAt, (bounds.from?.at ?? -Infinity) - 1);
  for (let count = 0; count < MOST_EXCLUSIONS; count++) {
    const at = plainFireTime(schedule, fromAt, createdAt, lastAt);
    const found = at === null ? null : findExclusion(bounds.exclude, bounds.zone, at);
    if (found === null) return at;
    fromAt = found.untilAt - 1;
  }
  return null;
}

/** As if nothing restricted it. */
function plainFireTime(
  schedule: Schedule,
  afterAt: number,
  createdAt: number,
  notAfterAt: number,
): number | null {
  const at = plainFireTimeOf(schedule, afterAt, createdAt, notAfterAt);
  return at === null || at > notAfterAt ? null : at;
}

function plainFireTimeOf(
  schedule: Schedule,
  afterAt: number,
  createdAt: number,
  notAfterAt: number,
): number | null {
  switch (schedule.kind) {
    case 'cron':
      return nextCronFireTime(schedule, afterAt, notAfterAt);
    case 'interval':
      return intervalFireTime(schedule, firstTickAfter(schedule, afterAt, createdAt), createdAt);
    case 'at':
      return schedule.instantAt > afterAt ? schedule.instantAt : null;
    case 'after':
    case 'event':
      return null;
  }
}

function boundsOf(schedule: Schedule): ScheduleBounds | null {
  return 'bounds' in schedule ? (schedule.bounds ?? null) : null;
}

/** The first `count` instants after another at which a schedule fires, ascending; fewer if there are no more. */
export function nextFireTimes(
  schedule: Schedule,
  afterAt: number,
  count: number,
  createdAt: number,
): readonly number[] {
  const times: number[] = [];
  let next = count > 0 ? nextFireTime(schedule, afterAt, createdAt) : null;
  while (next !== null) {
    times.push(next);
    next = times.length < count ? nextFireTime(schedule, next, createdAt) : null;
  }
  return times;
}

/**
 * The last instant in [notBeforeAt, upToAt] at which a schedule fires; `null` if it does not fire in there.
 * A cron schedule is looked back at for a hundred years at most.
 */
export function lastFireTime(
  schedule: Schedule,
  upToAt: number,
  notBeforeAt: number,
  createdAt: number,
): number | null {
  const lastAt = lastFireTimeUpTo(schedule, upToAt, notBeforeAt, createdAt);
  return lastAt === null || lastAt < notBeforeAt ? null : lastAt;
}

/** How often a schedule fires after one instant and not after another, counted up to `limit`. */
export function countFireTimes(
  schedule: Schedule,
  fromExclusive: number,
  toInclusive: number,
  limit: number,
  createdAt: number,
): number {
  if (schedule.kind === 'interval' && schedule.bounds === undefined) {
    const first = firstTickAfter(schedule, fromExclusive, createdAt);
    const beyond = firstTickAfter(schedule, toInclusive, createdAt);
    return Math.min(Math.max(beyond - first, 0), limit);
  }
  let count = 0;
  let next = nextFireTime(schedule, fromExclusive, createdAt);
  while (next !== null && next <= toInclusive && count < limit) {
    count += 1;
    next = nextFireTime(schedule, next, createdAt);
  }
  return count;
}

function lastFireTimeUpTo(
  schedule: Schedule,
  upToAt: number,
  notBeforeAt: number,
  createdAt: number,
): number | null {
  if (boundsOf(schedule) !== null) return searchBack(schedule, upToAt, notBeforeAt, createdAt);
  switch (schedule.kind) {
    case 'cron':
      return searchBack(schedule, upToAt, notBeforeAt, createdAt);
    case 'interval': {
      const tick = firstTickAfter(schedule, upToAt, createdAt) - 1;
      return tick < 0 ? null : intervalFireTime(schedule, tick, createdAt);
    }
    case 'at':
      return schedule.instantAt <= upToAt ? schedule.instantAt : null;
    case 'after':
    case 'event':
      return null;
  }
}

/**
 * Looks back in windows that double, then halves the one that holds a fire time. It asks only for next
 * times, some tens of times however long the gap is, so it cannot disagree with them.
 */
function searchBack(
  schedule: Schedule,
  upToAt: number,
  notBeforeAt: number,
  createdAt: number,
): number | null {
  const next = (afterAt: number, notAfterAt: number) =>
    nextFireTime(schedule, afterAt, createdAt, notAfterAt);
  const startAt = Math.max(notBeforeAt - 1, upToAt - LONGEST_LOOK_BACK_MS);
  for (let widthMs = MINUTE_MS; ; widthMs *= 2) {
    const afterAt = Math.max(startAt, upToAt - widthMs);
    const found = next(afterAt, upToAt);
    if (found !== null) return lastFrom(next, found, upToAt);
    if (afterAt === startAt) return null;
  }
}

/** The last fire time up to an instant, given one. There is none in (noneAfterAt, upToAt]. */
function lastFrom(
  next: (afterAt: number, notAfterAt: number) => number | null,
  knownAt: number,
  upToAt: number,
): number {
  let lastAt = knownAt;
  let noneAfterAt = upToAt;
  while (lastAt < noneAfterAt) {
    const middleAt = Math.floor((lastAt + noneAfterAt) / 2);
    const found = next(middleAt, noneAfterAt);
    if (found === null) noneAfterAt = middleAt;
    else lastAt = found;
  }
  return lastAt;
}

/** Ticks of an interval are numbered from 0, its anchor. */
function firstTickAfter(schedule: IntervalSchedule, afterAt: number, createdAt: number): number {
  const anchorAt = schedule.anchorAt ?? createdAt;
  return Math.max(0, Math.floor((afterAt - anchorAt) / schedule.everyMs) + 1);
}

function intervalFireTime(schedule: IntervalSchedule, tick: number, createdAt: number): number {
  return (schedule.anchorAt ?? createdAt) + tick * schedule.everyMs;
}
