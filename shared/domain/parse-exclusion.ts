import type { Exclusion } from '#shared/domain/exclusion.ts';
import { DAY_MS, WEEK_MS } from '#shared/domain/exclusion.ts';

const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const DAYS = /^(\d{4}-\d\d-\d\d)(?:\s*\.\.\s*(\d{4}-\d\d-\d\d))?$/;
const YEARLY = /^(\d\d)-(\d\d)(?:\s*\.\.\s*(\d\d)-(\d\d))?$/;
const WEEKLY = /^([a-z]{3})(?:\s+(\d\d:\d\d))?(?:\s*-\s*([a-z]{3})(?:\s+(\d\d:\d\d))?)?$/i;

export const EXCLUSION_FORMS =
  'a date (2026-12-24), dates (2026-12-24..2027-01-06), days of every year (12-25 or 12-24..01-06), ' +
  'days of the week (sat-sun) or a part of it (mon 22:00-tue 04:00)';

export type ParsedExclusion =
  | { readonly exclusion: Exclusion }
  /** The end of a sentence that begins with what was written. */
  | { readonly fault: string };

/** Reads what a schedule leaves out, as `2026-12-24..2027-01-06` or `sat-sun`. */
export function parseExclusion(text: string, calendar: string | null): ParsedExclusion {
  const written = { text: text.trim(), calendar };
  const days = DAYS.exec(written.text);
  if (days !== null) return toDays(days[1] ?? '', days[2], written);
  const yearly = YEARLY.exec(written.text);
  if (yearly !== null) return toYearly(yearly.slice(1), written);
  const weekly = WEEKLY.exec(written.text);
  if (weekly !== null) return toWeekly(weekly.slice(1), written);
  return { fault: `leaves out nothing that can be understood: write ${EXCLUSION_FORMS}` };
}

type Written = Pick<Exclusion, 'text' | 'calendar'>;

function toDays(first: string, last: string | undefined, written: Written): ParsedExclusion {
  const [firstDay, lastDay] = [dayNumber(first), dayNumber(last ?? first)];
  if (firstDay === null || lastDay === null) {
    return { fault: `has a date that is not in the calendar` };
  }
  if (lastDay < firstDay) return { fault: 'ends before it begins' };
  return { exclusion: { kind: 'days', firstDay, lastDay, ...written } };
}

/** `Date.parse` turns 30 February into 2 March. */
function dayNumber(date: string): number | null {
  const at = Date.parse(`${date}T00:00:00Z`);
  if (Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== date) return null;
  return at / DAY_MS;
}

function toYearly(parts: readonly (string | undefined)[], written: Written): ParsedExclusion {
  const [month = '', day = '', lastMonth = month, lastDay = day] = parts;
  // A leap year has every day that any year has.
  const exist = [`2000-${month}-${day}`, `2000-${lastMonth}-${lastDay}`].map(dayNumber);
  if (exist.includes(null)) return { fault: 'has a day that no year has' };
  const [first, last] = [Number(month + day), Number(lastMonth + lastDay)];
  return { exclusion: { kind: 'yearly', first, last, ...written } };
}

function toWeekly(parts: readonly (string | undefined)[], written: Written): ParsedExclusion {
  const [firstDay = '', fromTime, lastDay = firstDay, toTime] = parts;
  const unknown = [firstDay, lastDay].find((day) => !WEEKDAYS.includes(day.toLowerCase()));
  if (unknown !== undefined) {
    return { fault: `has no day of the week in ${unknown}: they are ${WEEKDAYS.join(', ')}` };
  }
  if ((fromTime === undefined) !== (toTime === undefined)) {
    return { fault: 'needs a time at both of its ends, like mon 22:00-tue 04:00' };
  }
  const from = toWeekMs(firstDay, fromTime, 0);
  const to = toWeekMs(lastDay, toTime, DAY_MS);
  if (from === null || to === null) return { fault: 'has a time that no day has' };
  if (from === to) return { fault: 'ends where it begins' };
  return { exclusion: { kind: 'weekly', from, to: to < from ? to + WEEK_MS : to, ...written } };
}

function toWeekMs(day: string, time: string | undefined, withoutTime: number): number | null {
  const midnight = WEEKDAYS.indexOf(day.toLowerCase()) * DAY_MS;
  if (time === undefined) return midnight + withoutTime;
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  if (hour > 24 || minute > 59 || (hour === 24 && minute > 0)) return null;
  return midnight + (hour * 60 + minute) * 60_000;
}
