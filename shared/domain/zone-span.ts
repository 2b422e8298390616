/**
 * A zone's time line, cut into spans of constant offset.
 *
 * `Intl` answers which offset holds at an instant, not when it changes. So a stretch of about a year is
 * probed every few days, each difference is narrowed down to its second, and the spans that result are
 * kept. A span also ends where its stretch ends; its neighbour then has the same offset, which makes such
 * an end a transition by zero that nobody notices.
 */
import { zoneOffsetMs } from '#shared/domain/zone-offset.ts';
import { createBoundedCache } from '#shared/lib/bounded-cache.ts';

const DAY_MS = 86_400_000;
/** Less than the shortest span in the time zone database since 1900 (four days, Freetown in 1939). */
const PROBE_MS = 3 * DAY_MS;
const STRETCH_MS = 120 * PROBE_MS;
/** One takes a third of a millisecond to make, and about a kilobyte. */
const CACHED_STRETCHES = 1_024;

/** Instants from `startAt` until before `endAt`, in which local time is the instant plus `offsetMs`. */
export interface ZoneSpan {
  readonly startAt: number;
  readonly endAt: number;
  readonly offsetMs: number;
  /** The offset just before `startAt`. */
  readonly offsetBeforeMs: number;
  /** The offset from `endAt` on. */
  readonly offsetAfterMs: number;
}

/** A change of a zone's offset: `at` is the first instant with the new one. */
export interface ZoneTransition {
  readonly at: number;
  readonly offsetBeforeMs: number;
  readonly offsetAfterMs: number;
}

const spansOfStretch = createBoundedCache(CACHED_STRETCHES, (key) => {
  const space = key.indexOf(' ');
  return toSpans(key.slice(space + 1), Number(key.slice(0, space)) * STRETCH_MS);
});

/** The span that an instant lies in. */
export function zoneSpanAt(zone: string, at: number): ZoneSpan {
  const spans = spansOfStretch(`${Math.floor(at / STRETCH_MS)} ${zone}`);
  const span = spans.find(({ endAt }) => at < endAt);
  if (span === undefined) throw new Error(`no span of ${zone} at ${at}`);
  return span;
}

/** The first transition after one instant and not after another; `null` if there is none. */
export function nextTransition(
  zone: string,
  afterAt: number,
  untilAt: number,
): ZoneTransition | null {
  let span = zoneSpanAt(zone, afterAt);
  while (span.endAt <= untilAt) {
    const { endAt, offsetMs, offsetAfterMs } = span;
    if (offsetAfterMs !== offsetMs) {
      return { at: endAt, offsetBeforeMs: offsetMs, offsetAfterMs };
    }
    span = zoneSpanAt(zone, endAt);
  }
  return null;
}

function toSpans(zone: string, fromAt: number): readonly ZoneSpan[] {
  const spans: ZoneSpan[] = [];
  let startAt = fromAt;
  let offsetBeforeMs = zoneOffsetMs(zone, fromAt - 1);
  while (startAt < fromAt + STRETCH_MS) {
    const offsetMs = zoneOffsetMs(zone, startAt);
    const endAt = endOfOffset(zone, startAt, offsetMs, fromAt + STRETCH_MS);
    const offsetAfterMs = zoneOffsetMs(zone, endAt);
    spans.push({ startAt, endAt, offsetMs, offsetBeforeMs, offsetAfterMs });
    [startAt, offsetBeforeMs] = [endAt, offsetMs];
  }
  return spans;
}

/** The first instant after `startAt` at which another offset holds, at most `limitAt`. */
function endOfOffset(zone: string, startAt: number, offsetMs: number, limitAt: number): number {
  let same = startAt;
  while (same < limitAt) {
    const probe = Math.min(same + PROBE_MS, limitAt);
    if (zoneOffsetMs(zone, probe) !== offsetMs) {
      return firstOtherOffset(zone, same, probe, offsetMs);
    }
    same = probe;
  }
  return limitAt;
}

/** Halves (same, other] until they are a second apart; every transition is at a whole second. */
function firstOtherOffset(zone: string, sameAt: number, otherAt: number, offsetMs: number): number {
  let [same, other] = [sameAt / 1_000, otherAt / 1_000];
  while (other - same > 1) {
    const middle = Math.floor((same + other) / 2);
    if (zoneOffsetMs(zone, middle * 1_000) === offsetMs) same = middle;
    else other = middle;
  }
  return other * 1_000;
}
