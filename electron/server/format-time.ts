import { formatLocalTime } from '#shared/domain/local-time.ts';
import { createBoundedCache } from '#shared/lib/bounded-cache.ts';
import type { Terminal } from '#server/terminal.ts';

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

const formatterOf = createBoundedCache(
  8,
  (zone) =>
    new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      hourCycle: 'h23',
      ...{ year: 'numeric', month: '2-digit', day: '2-digit' },
      ...{ hour: '2-digit', minute: '2-digit', second: '2-digit' },
      timeZoneName: 'short',
    }),
);

/**
 * An instant in the terminal's zone, `2027-03-28 03:00:00 CEST`; less than a day away it is
 * `03:00:00 CEST (in 12m)`, and an instant that is not there is `–`.
 */
export function formatInstant(
  at: number | null,
  { zone, now }: Pick<Terminal, 'zone' | 'now'>,
): string {
  if (at === null) return '–';
  const parts = Object.fromEntries(
    formatterOf(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  const { year, month, day, hour, minute, second, timeZoneName } = parts;
  const time = `${hour ?? ''}:${minute ?? ''}:${second ?? ''} ${timeZoneName ?? ''}`;
  const distanceMs = at - now();
  if (Math.abs(distanceMs) >= DAY_MS) return `${year ?? ''}-${month ?? ''}-${day ?? ''} ${time}`;
  return `${time} (${formatDistance(distanceMs)})`;
}

/** The same for tables, where room is short: `03:00:00 (in 12m)`, or `2027-03-28 03:00`. */
export function formatMoment(at: number | null, terminal: Pick<Terminal, 'zone' | 'now'>): string {
  if (at === null) return '–';
  const distanceMs = at - terminal.now();
  const local = formatLocalTime(Math.floor(at / SECOND_MS) * SECOND_MS, terminal.zone);
  if (Math.abs(distanceMs) >= DAY_MS)
    return local.slice(0, 'yyyy-mm-ddThh:mm'.length).replace('T', ' ');
  return `${local.slice('yyyy-mm-ddT'.length).padEnd('hh:mm:ss'.length, ':00')} (${formatDistance(distanceMs)})`;
}

/** How long ago, or from yesterday on which day. */
export function formatAge(at: number, terminal: Pick<Terminal, 'zone' | 'now'>): string {
  const ageMs = Math.max(0, terminal.now() - at);
  if (ageMs < DAY_MS) return `${formatSpan(ageMs)} ago`;
  return formatLocalTime(at, terminal.zone).slice(0, 'yyyy-mm-dd'.length);
}

function formatDistance(distanceMs: number): string {
  const text = formatSpan(Math.abs(distanceMs));
  return distanceMs > 0 ? `in ${text}` : `${text} ago`;
}

/** A duration as a person would say it, two units at most: `240ms`, `4.2s`, `42s`, `3m 5s`, `2h 10m`, `4d 3h`. */
export function formatSpan(ms: number): string {
  if (ms < SECOND_MS) return `${Math.round(ms)}ms`;
  if (ms < 10 * SECOND_MS) return `${Math.floor(ms / 100) / 10}s`;
  if (ms < MINUTE_MS) return `${Math.floor(ms / SECOND_MS)}s`;
  if (ms < HOUR_MS) return twoUnits(ms, [MINUTE_MS, 'm'], [SECOND_MS, 's']);
  if (ms < DAY_MS) return twoUnits(ms, [HOUR_MS, 'h'], [MINUTE_MS, 'm']);
  return twoUnits(ms, [DAY_MS, 'd'], [HOUR_MS, 'h']);
}

type Unit = readonly [ms: number, name: string];

function twoUnits(ms: number, [largeMs, large]: Unit, [smallMs, small]: Unit): string {
  const rest = Math.floor((ms % largeMs) / smallMs);
  const head = `${Math.floor(ms / largeMs)}${large}`;
  return rest === 0 ? head : `${head} ${rest}${small}`;
}
