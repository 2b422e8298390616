import { expect, test } from 'vitest';
import { nextFireTimes } from '#shared/domain/next-fire-times.ts';
import { FOLD_RULES, GAP_RULES } from '#shared/domain/trigger.ts';
import type { CronSchedule } from '#shared/domain/trigger.ts';
import { fireTimesByReading, findJumps, readClocks } from '#test/support/fire-time-oracle.ts';

const WINDOWS = Number(process.env['NIGHTDESK_ORACLE_WINDOWS'] ?? 2_000);
const SEED = Number(process.env['NIGHTDESK_ORACLE_SEED'] ?? 20_270_328);
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

const EXPRESSIONS = [
  // Wall clock: around the hours at which clocks change, at and between them.
  '0 0 * * *',
  '30 0 * * *',
  '59 23 * * *',
  '0 1 * * *',
  '30 1 * * *',
  '0 2 * * *',
  '1 2 * * *',
  '30 2 * * *',
  '59 2 * * *',
  '0 3 * * *',
  '30 3 * * *',
  '0,30 2 * * *',
  '0,30 0-4 * * *',
  '15,45 23 * * *',
  '*/20 0 * * *',
  '*/15 1-3 * * *',
  '* 2 * * *',
  '*/7 0,2 * * *',
  '10-50/20 23,0,1 * * *',
  '5 0-23 * * *',
  '0 0-23/2 * * *',
  '0 0-23/3 * * *',
  '30 2 * * 0',
  '30 2 * * 6,7',
  '0 0 * * 1-5',
  '0 0 1 * *',
  '30 1 1-7 * 0',
  '0 2 25-31 3,10 *',
  '0 3 1 4-10 0',
  '15 0 */2 * *',
  '45 1 */2 * 1',
  '0 12 * * *',
  '30 23 28-31 * *',
  '0 0 30 12 *',
  // Real time.
  '*/30 * * * *',
  '0 * * * *',
  '17 * * * *',
  '*/25 */2 * * *',
  '45 */3 * * *',
  '0 1,*/4 * * *',
  '20 * 1-15 * 0',
] as const;

/** Clocks that do something unusual: always looked at, whatever the seed draws. */
const KNOWN_ODDITIES: readonly (readonly [zone: string, year: number])[] = [
  ['Europe/Berlin', 2027],
  ['America/Santiago', 2026],
  ['Australia/Lord_Howe', 2027],
  ['Pacific/Apia', 2011],
  ['Pacific/Kwajalein', 1993],
  ['Pacific/Kiritimati', 1994],
  ['Africa/Monrovia', 1972],
  ['Antarctica/Troll', 2027],
  ['Antarctica/Vostok', 1994],
  ['Africa/Casablanca', 2030],
  ['Asia/Gaza', 2040],
  ['Europe/Dublin', 1971],
  ['America/Noronha', 2000],
  ['Asia/Pyongyang', 2015],
  ['Asia/Kathmandu', 1985],
  ['America/Caracas', 2007],
];

interface Window {
  readonly zone: string;
  readonly jumpAt: number;
  readonly jumpMs: number;
}

test('an independent oracle finds the same fire times around every sampled change of a clock', () => {
  const random = mulberry32(SEED);
  const differences: string[] = [];
  let compared = 0;
  for (const window of takeWindows(random, WINDOWS)) {
    const gap = GAP_RULES[Math.floor(random() * GAP_RULES.length)]!;
    const fold = FOLD_RULES[Math.floor(random() * FOLD_RULES.length)]!;
    const schedules = EXPRESSIONS.map((expression): CronSchedule => ({
      kind: 'cron',
      expression,
      zone: window.zone,
      gap,
      fold,
    }));
    differences.push(...differencesIn(window, schedules));
    compared += schedules.length;
  }
  expect(differences.slice(0, 20)).toEqual([]);
  expect(compared).toBeGreaterThanOrEqual(WINDOWS * EXPRESSIONS.length);
}, 3_600_000);

function differencesIn(
  { zone, jumpAt, jumpMs }: Window,
  schedules: readonly CronSchedule[],
): string[] {
  const reach = 3 * HOUR_MS + Math.abs(jumpMs);
  const margin = HOUR_MS + Math.abs(jumpMs);
  // Liberia's clocks were half a minute off until 1972.
  const stepMs = jumpAt % MINUTE_MS === 0 ? MINUTE_MS : MINUTE_MS / 2;
  const from = jumpAt - reach;
  const to = jumpAt + reach;
  const readings = readClocks(zone, from - margin, to + margin, stepMs);
  return schedules.flatMap((schedule) => {
    const expected = fireTimesByReading(readings, schedule.expression, schedule).filter(
      (at) => at > from && at <= to,
    );
    const actual = nextFireTimes(schedule, from, expected.length + 1, 0).filter((at) => at <= to);
    if (expected.join() === actual.join()) return [];
    const { expression, gap, fold } = schedule;
    return `${expression} in ${zone}, ${gap}, ${fold}: oracle ${inWords(expected)}, engine ${inWords(actual)}`;
  });
}

/** Zones and years are drawn, and all changes in them taken, so each change of a clock is equally likely. */
function* takeWindows(random: () => number, count: number): Generator<Window> {
  const zones = Intl.supportedValuesOf('timeZone');
  let taken = 0;
  for (let drawn = 0; taken < count; drawn++) {
    const [zone, year] = KNOWN_ODDITIES[drawn] ?? [
      zones[Math.floor(random() * zones.length)]!,
      1970 + Math.floor(random() * 71),
    ];
    for (const { at, jumpMs } of findJumps(zone, Date.UTC(year, 0, 1), Date.UTC(year + 1, 0, 1))) {
      yield { zone, jumpAt: at, jumpMs };
      taken += 1;
    }
  }
}

function inWords(times: readonly number[]): string {
  return `[${times.map((at) => new Date(at).toISOString()).join(', ')}]`;
}

/** A small generator of uniform numbers that a seed repeats. */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
