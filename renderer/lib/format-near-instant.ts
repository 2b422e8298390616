import { formatClock, formatDay, isSameDay } from '#renderer/lib/format-instant.ts';

const WEEK_MS = 6 * 86_400_000;

/** As short as it can be said: `07:46` today, `Mon 22:10` within a week, `Tue 3 Nov 22:10` before. */
export function formatNearInstant(at: number, zone: string, now: number): string {
  const clock = formatClock(at, zone);
  if (isSameDay(at, now, zone)) return clock;
  const day = formatDay(at, zone);
  return `${Math.abs(now - at) < WEEK_MS ? day.slice(0, 3) : day} ${clock}`;
}
