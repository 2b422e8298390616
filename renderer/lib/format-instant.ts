/*
 * Instants as people read them, in the zone that is shown: `07:46:32`, `Tue 24 Nov 02:30`. Formatters are kept,
 * because making one takes a hundred times as long as using it.
 */

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${zone} ${JSON.stringify(options)}`;
  const known = formatters.get(key);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hourCycle: 'h23', ...options });
  formatters.set(key, made);
  return made;
}

const CLOCK = { hour: '2-digit', minute: '2-digit' } as const;
const DAY = { weekday: 'short', day: 'numeric', month: 'short' } as const;

/** `07:46` */
export function formatClock(at: number, zone: string): string {
  return formatterOf(zone, CLOCK).format(at);
}

/** `07:46:32` */
export function formatClockSeconds(at: number, zone: string): string {
  return formatterOf(zone, { ...CLOCK, second: '2-digit' }).format(at);
}

/** `Tue 24 Nov` */
export function formatDay(at: number, zone: string): string {
  return formatterOf(zone, DAY).format(at).replace(',', '');
}

/** `Tuesday 24 November 2026` */
export function formatLongDay(at: number, zone: string): string {
  const options = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' } as const;
  return formatterOf(zone, options).format(at).replace(',', '');
}

/** The day is named unless it is today: `07:46:32`, `Mon 23 Nov 22:10:05`. */
export function formatInstant(at: number, zone: string, now: number): string {
  const clock = formatClockSeconds(at, zone);
  return isSameDay(at, now, zone) ? clock : `${formatDay(at, zone)} ${clock}`;
}

/** Everything, for a tooltip: `Tue 24 Nov 2026 07:46:32.114 CET`. */
export function formatExactInstant(at: number, zone: string): string {
  const year = formatterOf(zone, { year: 'numeric' }).format(at);
  const ms = String(((at % 1_000) + 1_000) % 1_000).padStart(3, '0');
  return `${formatDay(at, zone)} ${year} ${formatClockSeconds(at, zone)}.${ms} ${zoneAbbreviation(at, zone)}`;
}

/** `CET`, `GMT+5:30` */
export function zoneAbbreviation(at: number, zone: string): string {
  const parts = formatterOf(zone, { timeZoneName: 'short' }).formatToParts(at);
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? zone;
}

export function isSameDay(one: number, other: number, zone: string): boolean {
  const day = formatterOf(zone, { year: 'numeric', month: '2-digit', day: '2-digit' });
  return day.format(one) === day.format(other);
}

/** A zone with what its clocks show at an instant: `Europe/Berlin (CET)`, and only `UTC` where both are the same. */
export function nameZone(at: number, zone: string): string {
  const abbreviation = zoneAbbreviation(at, zone);
  return abbreviation === zone ? zone : `${zone} (${abbreviation})`;
}
