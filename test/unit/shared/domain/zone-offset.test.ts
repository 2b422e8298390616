import { describe, expect, test } from 'vitest';
import {
  assertTimeZone,
  formatOffset,
  isTimeZone,
  zoneOffsetMs,
} from '#shared/domain/zone-offset.ts';
import { nextTransition, zoneSpanAt } from '#shared/domain/zone-span.ts';
import { findJumps } from '#test/support/fire-time-oracle.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

describe('names of time zones', () => {
  test.each(['Europe/Berlin', 'UTC', 'America/Argentina/Buenos_Aires', 'Etc/GMT+5', 'US/Pacific'])(
    '%s is a time zone',
    (name) => {
      expect(isTimeZone(name)).toBe(true);
    },
  );

  test.each(['', 'Berlin', '+01:00', '-0330', 'Europe/Berlin ', 'local', 'Europe/Berln'])(
    '"%s" is no time zone',
    (name) => {
      expect(isTimeZone(name)).toBe(false);
    },
  );

  test('a misspelt zone is answered with the one that was meant', () => {
    expect(() => assertTimeZone('Europe/Berln')).toThrow(
      '"Europe/Berln" is not a time zone: write an IANA name such as Europe/Berlin',
    );
  });
});

describe('offsets', () => {
  test.each([
    ['UTC', '2027-01-01T00:00:00Z', 0],
    ['Europe/Berlin', '2027-03-28T00:59:59.999Z', HOUR_MS],
    ['Europe/Berlin', '2027-03-28T01:00:00Z', 2 * HOUR_MS],
    ['Australia/Lord_Howe', '2027-01-01T00:00:00Z', 11 * HOUR_MS],
    ['Australia/Lord_Howe', '2027-07-01T00:00:00Z', 10.5 * HOUR_MS],
    ['Asia/Kathmandu', '2027-01-01T00:00:00Z', 5.75 * HOUR_MS],
    ['America/St_Johns', '2027-01-01T00:00:00Z', -3.5 * HOUR_MS],
    ['Africa/Monrovia', '1971-12-31T23:59:59Z', -(44 * MINUTE_MS + 30_000)],
    ['Africa/Monrovia', '1972-01-07T00:44:30Z', 0],
  ])('%s at %s is off by %i ms', (zone, at, offsetMs) => {
    expect(zoneOffsetMs(zone, Date.parse(at))).toBe(offsetMs);
  });

  test('an offset is written with seconds only where it has any', () => {
    expect([0, 2 * HOUR_MS, -3.5 * HOUR_MS, -(44 * MINUTE_MS + 30_000)].map(formatOffset)).toEqual([
      '+00:00',
      '+02:00',
      '-03:30',
      '-00:44:30',
    ]);
  });
});

describe('spans of constant offset', () => {
  test.each([
    'Europe/Berlin',
    'America/Santiago',
    'Africa/Casablanca',
    'Africa/Monrovia',
    'Asia/Gaza',
    'Pacific/Apia',
    'Antarctica/Troll',
    'America/Noronha',
    'Asia/Tokyo',
  ])('every change of the clock in %s from 1970 to 2100 is found, and nothing else', (zone) => {
    const [from, until] = [Date.UTC(1970, 0, 1), Date.UTC(2101, 0, 1)];
    const found: { at: number; jumpMs: number }[] = [];
    let transition = nextTransition(zone, from, until);
    while (transition !== null) {
      const { at, offsetBeforeMs, offsetAfterMs } = transition;
      found.push({ at, jumpMs: offsetAfterMs - offsetBeforeMs });
      transition = nextTransition(zone, at, until);
    }
    expect(found).toEqual(findJumps(zone, from, until));
  });

  test('spans follow each other without a break and agree on the offsets at their ends', () => {
    let span = zoneSpanAt('Europe/Berlin', Date.UTC(2020, 0, 1));
    while (span.endAt < Date.UTC(2040, 0, 1)) {
      const next = zoneSpanAt('Europe/Berlin', span.endAt);
      expect(next.startAt).toBe(span.endAt);
      expect(next.offsetBeforeMs).toBe(span.offsetMs);
      expect(next.offsetMs).toBe(span.offsetAfterMs);
      expect(next.endAt).toBeGreaterThan(next.startAt);
      span = next;
    }
  });

  test('an instant lies in the span that is found for it, also just before and at a change', () => {
    const change = Date.UTC(2027, 2, 28, 1);
    expect(zoneSpanAt('Europe/Berlin', change - 1).endAt).toBe(change);
    expect(zoneSpanAt('Europe/Berlin', change).startAt).toBe(change);
    expect(zoneSpanAt('Europe/Berlin', -40 * 365 * DAY_MS).offsetMs).toBe(HOUR_MS);
  });

  test('a zone whose clock never changes has no next transition', () => {
    expect(nextTransition('UTC', 0, Date.UTC(2030, 0, 1))).toBeNull();
  });
});
