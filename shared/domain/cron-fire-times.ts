/**
 * When a cron schedule fires: wall times that its pattern matches, turned into instants by the zone.
 *
 * The zone's time line is walked span by span. Within a span of constant offset every matching wall time is
 * one instant, so only the ends of spans need rules:
 *
 * - A **gap** (the offset grows) skips wall times. Under `shift` those that match happen as if the old offset
 *   still held; under `next_valid` they all happen in the span's first instant; under `skip` they do not.
 * - A **fold** (the offset shrinks) repeats wall times: the last ones of one span are the first ones of the
 *   next. `first` leaves them out after the change, `second` before it, `both` nowhere.
 *
 * An expression that follows real time takes every span as it is: nothing in a gap, everything in a fold.
 * Instants that several wall times lead to are one, since each search is for the next later instant.
 */
import { cronPattern } from '#shared/domain/cron-pattern.ts';
import type { CronPattern } from '#shared/domain/cron-pattern.ts';
import type { CronSchedule, FoldRule, GapRule } from '#shared/domain/trigger.ts';
import { zoneSpanAt } from '#shared/domain/zone-span.ts';
import type { ZoneSpan } from '#shared/domain/zone-span.ts';

interface ClockRules {
  readonly gap: GapRule;
  readonly fold: FoldRule;
}

const REAL_TIME: ClockRules = { gap: 'skip', fold: 'both' };

/** More than any offset, and so more than a wall time and its instant are ever apart. */
const DAY_MS = 86_400_000;
/** Patterns repeat within 40 years; one that a zone and its rules thwart for this long never fires. */
const HORIZON_MS = 100 * 366 * DAY_MS;
const EARLIEST_AT = Date.UTC(1900, 0, 1);
const LATEST_AT = Date.UTC(3000, 0, 1);

/** What was answered last for a schedule: no fire time lies between the two. Who plans asks several times for one. */
const lastAnswers = new WeakMap<
  CronSchedule,
  { readonly afterAt: number; readonly fireAt: number }
>();

/**
 * The first instant after one and not after another at which the schedule fires; `null` if there is none.
 * It looks at the years from 1900 to 2999, and no further ahead than a hundred years.
 */
export function nextCronFireTime(
  schedule: CronSchedule,
  afterAt: number,
  notAfterAt: number = Infinity,
): number | null {
  const last = lastAnswers.get(schedule);
  if (last !== undefined && last.afterAt <= afterAt && afterAt < last.fireAt) {
    return last.fireAt <= notAfterAt ? last.fireAt : null;
  }
  const fireAt = findFireTime(schedule, afterAt, notAfterAt);
  if (fireAt !== null) lastAnswers.set(schedule, { afterAt, fireAt });
  return fireAt;
}

function findFireTime(schedule: CronSchedule, afterAt: number, notAfterAt: number): number | null {
  const pattern = cronPattern(schedule.expression);
  const rules = pattern.followsRealTime ? REAL_TIME : schedule;
  let fromAt = Math.max(afterAt + 1, EARLIEST_AT);
  const untilAt = Math.min(fromAt + HORIZON_MS, LATEST_AT, notAfterAt + 1);
  while (fromAt < untilAt) {
    const span = zoneSpanAt(schedule.zone, fromAt);
    const fireAt = Math.min(
      firstFromGap(pattern, rules.gap, span, fromAt),
      firstFromSpan(pattern, rules.fold, span, fromAt),
    );
    if (fireAt !== Infinity) return fireAt < untilAt ? fireAt : null;
    const wallAt = pattern.firstFrom(span.endAt - DAY_MS);
    if (wallAt === null) return null;
    fromAt = Math.max(span.endAt, wallAt - DAY_MS);
  }
  return null;
}

/** The first fire time in a span that its own wall times give; `Infinity` for none. */
function firstFromSpan(
  pattern: CronPattern,
  fold: FoldRule,
  span: ZoneSpan,
  fromAt: number,
): number {
  const { startAt, endAt, offsetMs, offsetBeforeMs, offsetAfterMs } = span;
  const repeatedUntil = fold === 'first' ? startAt + offsetBeforeMs : -Infinity;
  const repeatedFrom = fold === 'second' ? endAt + offsetAfterMs : Infinity;
  const wallAt = pattern.firstFrom(Math.max(fromAt + offsetMs, repeatedUntil));
  if (wallAt === null || wallAt >= Math.min(endAt + offsetMs, repeatedFrom)) return Infinity;
  return wallAt - offsetMs;
}

/** The first fire time in a span that wall times in the gap before it give; `Infinity` for none. */
function firstFromGap(pattern: CronPattern, gap: GapRule, span: ZoneSpan, fromAt: number): number {
  const { startAt, offsetMs, offsetBeforeMs } = span;
  const lastAt = gap === 'shift' ? startAt + offsetMs - offsetBeforeMs - 1 : startAt;
  if (gap === 'skip' || offsetMs <= offsetBeforeMs || fromAt > lastAt) return Infinity;
  const wallAt = pattern.firstFrom(Math.max(fromAt, startAt) + offsetBeforeMs);
  if (wallAt === null || wallAt >= startAt + offsetMs) return Infinity;
  return gap === 'shift' ? wallAt - offsetBeforeMs : startAt;
}
