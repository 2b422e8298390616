/**
 * Stretches of local time in which a schedule does not fire. They are judged by what the zone's clocks show, so a
 * window that a change of the clocks falls into is as long as the clocks make it.
 */
import { zoneSpanAt } from '#shared/domain/zone-span.ts';

interface ExclusionText {
  /** As it was written. */
  readonly text: string;
  /** The calendar that it stands in; `null` where it stands with the trigger itself. */
  readonly calendar: string | null;
}

/** Days of the calendar, numbered from 1 January 1970, both included. */
export interface DaysExclusion extends ExclusionText {
  readonly kind: 'days';
  readonly firstDay: number;
  readonly lastDay: number;
}

/** Days of every year as month × 100 + day, both included; a first after the last goes over New Year. */
export interface YearlyExclusion extends ExclusionText {
  readonly kind: 'yearly';
  readonly first: number;
  readonly last: number;
}

/** A part of every week, in milliseconds from Monday 00:00; `to` is not part of it, and may lie in the next week. */
export interface WeeklyExclusion extends ExclusionText {
  readonly kind: 'weekly';
  readonly from: number;
  readonly to: number;
}

export type Exclusion = DaysExclusion | YearlyExclusion | WeeklyExclusion;

export const DAY_MS = 86_400_000;
export const WEEK_MS = 7 * DAY_MS;
/** 1 January 1970 was a Thursday. */
const DAYS_BEFORE_EPOCH = 3;

export interface FoundExclusion {
  readonly exclusion: Exclusion;
  /** From here on it has to be looked at anew: the exclusion ends, or the clocks change. */
  readonly untilAt: number;
}

/** The exclusion that an instant falls into, if any. */
export function findExclusion(
  exclusions: readonly Exclusion[],
  zone: string,
  at: number,
): FoundExclusion | null {
  if (exclusions.length === 0) return null;
  const { offsetMs, endAt } = zoneSpanAt(zone, at);
  const wallAt = at + offsetMs;
  let found: FoundExclusion | null = null;
  for (const exclusion of exclusions) {
    const wallEnd = endOfExclusion(exclusion, wallAt);
    if (wallEnd === null) continue;
    const untilAt = Math.min(wallEnd - offsetMs, endAt);
    if (found === null || untilAt > found.untilAt) found = { exclusion, untilAt };
  }
  return found;
}

/** `sat-sun`, or with its calendar `holidays (2026-12-25)`. */
export function describeExclusion({ text, calendar }: Exclusion): string {
  return calendar === null ? text : `${calendar} (${text})`;
}

/** The wall time at which the exclusion that holds at another one ends; `null` if it does not hold. */
function endOfExclusion(exclusion: Exclusion, wallAt: number): number | null {
  const day = Math.floor(wallAt / DAY_MS);
  switch (exclusion.kind) {
    case 'days': {
      const { firstDay, lastDay } = exclusion;
      return day >= firstDay && day <= lastDay ? (lastDay + 1) * DAY_MS : null;
    }
    case 'yearly':
      return endOfYearly(exclusion, new Date(wallAt));
    case 'weekly':
      return endOfWeekly(exclusion, wallAt);
  }
}

function endOfYearly({ first, last }: YearlyExclusion, wall: Date): number | null {
  const today = (wall.getUTCMonth() + 1) * 100 + wall.getUTCDate();
  const isOverNewYear = first > last;
  const isIn = isOverNewYear ? today >= first || today <= last : today >= first && today <= last;
  if (!isIn) return null;
  const year = wall.getUTCFullYear() + (isOverNewYear && today >= first ? 1 : 0);
  // From the day itself on: 29 February is followed by 1 March in other years too.
  return Date.UTC(year, Math.floor(last / 100) - 1, last % 100) + DAY_MS;
}

function endOfWeekly({ from, to }: WeeklyExclusion, wallAt: number): number | null {
  const sinceMonday = (((wallAt + DAYS_BEFORE_EPOCH * DAY_MS) % WEEK_MS) + WEEK_MS) % WEEK_MS;
  const monday = wallAt - sinceMonday;
  if (sinceMonday >= from && sinceMonday < to) return monday + to;
  // The part of it that lies in the week after.
  return sinceMonday + WEEK_MS < to ? monday - WEEK_MS + to : null;
}
