import { Refusal } from '#shared/domain/refusal.ts';
import type { FoldRule } from '#shared/domain/trigger.ts';
import { assertTimeZone, formatOffset, zoneOffsetMs } from '#shared/domain/zone-offset.ts';
import { zoneSpanAt } from '#shared/domain/zone-span.ts';
import type { ZoneSpan } from '#shared/domain/zone-span.ts';

export interface LocalTime {
  /** Like `2027-03-28T02:30`; seconds, a space for the `T`, and an offset or `Z` are allowed. */
  readonly local: string;
  /** IANA time zone; of no account where `local` has an offset of its own. */
  readonly zone: string;
  /** Which one is meant of a time that happens twice; without it such a time is refused. */
  readonly fold?: Exclude<FoldRule, 'both'>;
}

const DAY_MS = 86_400_000;
const LOCAL_TIME =
  /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(?::(\d\d)(?:\.(\d{1,3}))?)?(?:(Z)|([+-])(\d\d):([0-5]\d)(?::([0-5]\d))?)?$/i;

/** The instant that a local time means, epoch milliseconds; refuses one that does not exist or happens twice. */
export function resolveLocalTime({ local, zone, fold }: LocalTime): number {
  assertTimeZone(zone);
  const { wallAt, offsetMs } = parseLocalTime(local);
  if (offsetMs !== null) return wallAt - offsetMs;

  const spans = spansAround(zone, wallAt);
  const instants = spans
    .filter((span) => wallAt >= wallStart(span) && wallAt < span.endAt + span.offsetMs)
    .map((span) => wallAt - span.offsetMs);
  const [first, second] = instants;
  if (first === undefined) throw inGap(wallAt, zone, spans);
  if (second === undefined || fold === 'first') return first;
  if (fold === 'second') return second;
  throw inFold(wallAt, zone, first, second);
}

/** The first instant at which a zone's clocks show a date like `2026-12-01`, or one that is so many days later. */
export function firstInstantOfDay(date: string, zone: string, addedDays = 0): number {
  assertTimeZone(zone);
  const wallAt = parseLocalTime(`${date}T00:00`).wallAt + addedDays * DAY_MS;
  for (const span of spansAround(zone, wallAt)) {
    const at = Math.max(wallAt - span.offsetMs, span.startAt);
    if (at < span.endAt) return at;
  }
  throw new Error(`no instant of ${zone} at ${date}`);
}

/** An instant as a zone's clocks show it, like `2027-03-28T03:00`; seconds only where there are any. */
export function formatLocalTime(at: number, zone: string): string {
  return formatWallTime(at + zoneOffsetMs(zone, at));
}

/** The same with the offset, like `2027-03-28T03:00+02:00`: it means this instant in every zone. */
export function formatLocalTimeWithOffset(at: number, zone: string): string {
  const offsetMs = zoneOffsetMs(zone, at);
  return formatWallTime(at + offsetMs) + formatOffset(offsetMs);
}

/** The time that was written, as if it were UTC, and the offset that was written with it. */
function parseLocalTime(text: string): { wallAt: number; offsetMs: number | null } {
  const match = LOCAL_TIME.exec(text.trim());
  if (match === null) {
    throw refusal(`${quoted(text)} is not a local time: write it like 2027-03-28T02:30`);
  }
  const [, date = '', time = '', second = '00', fraction = '0', zulu] = match;
  const written = `${date}T${time}:${second}.${fraction.padEnd(3, '0')}Z`;
  const wallAt = Date.parse(written);
  // `Date.parse` turns 30 February into 2 March.
  if (Number.isNaN(wallAt) || new Date(wallAt).toISOString() !== written) {
    throw refusal(`${quoted(text)} is no date and time of the calendar`);
  }
  return { wallAt, offsetMs: zulu === undefined ? writtenOffset(match) : 0 };
}

function writtenOffset(match: RegExpExecArray): number | null {
  const [sign, hours, minutes, seconds = '0'] = match.slice(6);
  if (sign === undefined) return null;
  const ms = (Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds)) * 1_000;
  if (ms >= DAY_MS) throw refusal(`${quoted(match[0])} has an offset of a day or more`);
  return sign === '-' ? -ms : ms;
}

/** Every span in which a wall time may happen: no offset is as long as a day. */
function spansAround(zone: string, wallAt: number): readonly ZoneSpan[] {
  const spans = [zoneSpanAt(zone, wallAt - DAY_MS)];
  let { endAt } = spans[0] as ZoneSpan;
  while (endAt <= wallAt + DAY_MS) {
    const span = zoneSpanAt(zone, endAt);
    spans.push(span);
    endAt = span.endAt;
  }
  return spans;
}

function wallStart(span: ZoneSpan): number {
  return span.startAt + span.offsetMs;
}

function inGap(wallAt: number, zone: string, spans: readonly ZoneSpan[]): Refusal {
  const after = spans.find((span) => wallAt < wallStart(span));
  if (after === undefined) throw new Error(`no span of ${zone} after the wall time ${wallAt}`);
  const gapMs = after.offsetMs - after.offsetBeforeMs;
  return refusal(
    `${formatWallTime(wallAt)} does not exist in ${zone}, where clocks go from ` +
      `${formatWallTime(wallStart(after) - gapMs)} to ${formatWallTime(wallStart(after))}: ` +
      `write ${formatWallTime(wallAt - gapMs)} or ${formatWallTime(wallAt + gapMs)}`,
  );
}

function inFold(wallAt: number, zone: string, first: number, second: number): Refusal {
  return refusal(
    `${formatWallTime(wallAt)} happens twice in ${zone}: write ` +
      `${formatLocalTimeWithOffset(first, zone)} or ${formatLocalTimeWithOffset(second, zone)}`,
  );
}

function formatWallTime(wallAt: number): string {
  const length = wallAt % 1_000 !== 0 ? 23 : wallAt % 60_000 !== 0 ? 19 : 16;
  return new Date(wallAt).toISOString().slice(0, length);
}

function quoted(text: string): string {
  return JSON.stringify(text.length > 64 ? `${text.slice(0, 64)}…` : text);
}

function refusal(sentence: string): Refusal {
  return new Refusal('invalid_input', sentence);
}
