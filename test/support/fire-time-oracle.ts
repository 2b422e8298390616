/**
 * A second opinion on when cron schedules fire, made to share nothing with the first: it reads every minute
 * of a stretch of time off the zone's clock, matches the fields itself, and applies the rules for gaps and
 * folds as they are written down. It is slow, knows lists, ranges, steps and numbers, and is meant to be
 * plain enough to be believed.
 */

/** What the clock on the wall shows at an instant; wall times are written as if they were UTC. */
export interface ClockReading {
  readonly at: number;
  readonly wallAt: number;
}

export interface OracleRules {
  readonly gap: 'next_valid' | 'shift' | 'skip';
  readonly fold: 'first' | 'second' | 'both';
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  formats.set(zone, format);
  return format;
}

/** Reads the clock of a zone at one instant. */
export function readClock(zone: string, at: number): number {
  const text = formatOf(zone).format(at);
  const match = /^(\d\d)\/(\d\d)\/(\d{4}), (\d\d):(\d\d):(\d\d)$/.exec(text);
  if (match === null) throw new Error(`cannot read ${text}`);
  const [day, month, year, hour, minute, second] = match.slice(1).map(Number);
  return Date.UTC(year!, month! - 1, day, hour, minute, second);
}

/** Reads the clock of a zone every `stepMs` from one instant to another. */
export function readClocks(
  zone: string,
  fromAt: number,
  toAt: number,
  stepMs: number,
): readonly ClockReading[] {
  const readings: ClockReading[] = [];
  for (let at = fromAt; at <= toAt; at += stepMs)
    readings.push({ at, wallAt: readClock(zone, at) });
  return readings;
}

/** Every change of a zone's offset in a stretch of time: the first instant at which the clock has jumped, and by how much. */
export function findJumps(
  zone: string,
  fromAt: number,
  toAt: number,
): readonly { readonly at: number; readonly jumpMs: number }[] {
  const stepMs = 2 * 86_400_000;
  const offsetAt = (at: number): number => readClock(zone, at) - at;
  const jumps: { at: number; jumpMs: number }[] = [];
  for (let at = fromAt; at < toAt; at += stepMs) {
    let [before, after] = [at, at + stepMs];
    const jumpMs = offsetAt(after) - offsetAt(before);
    if (jumpMs === 0) continue;
    while (after - before > 1_000) {
      const middle = Math.floor((before + after) / 2_000) * 1_000;
      if (offsetAt(middle) === offsetAt(before)) before = middle;
      else after = middle;
    }
    jumps.push({ at: after, jumpMs });
  }
  return jumps;
}

/**
 * When an expression of five fields fires, as far as the readings tell. They have to be without a break,
 * the same step apart, and to reach further to both sides than what is asked about, by more than the jump.
 */
export function fireTimesByReading(
  readings: readonly ClockReading[],
  expression: string,
  rules: OracleRules,
): readonly number[] {
  const matches = matcherOf(expression);
  if (expression.split(' ')[1]!.includes('*')) {
    return readings.filter(({ wallAt }) => matches(wallAt)).map(({ at }) => at);
  }
  const fires = new Set<number>();
  for (const nominal of nominalWallTimes(readings)) {
    if (matches(nominal)) for (const at of instantsOf(nominal, readings, rules)) fires.add(at);
  }
  return [...fires].sort((a, b) => a - b);
}

/** Every whole minute that is on the clock or should have been. */
function nominalWallTimes(readings: readonly ClockReading[]): readonly number[] {
  let [first, last] = [Infinity, -Infinity];
  for (const { wallAt } of readings) {
    first = Math.min(first, wallAt);
    last = Math.max(last, wallAt);
  }
  const minutes: number[] = [];
  for (let at = Math.ceil(first / 60_000) * 60_000; at <= last; at += 60_000) minutes.push(at);
  return minutes;
}

function instantsOf(
  nominal: number,
  readings: readonly ClockReading[],
  { gap, fold }: OracleRules,
): readonly number[] {
  const shown = readings.filter(({ wallAt }) => wallAt === nominal).map(({ at }) => at);
  if (shown.length === 1) return shown;
  if (shown.length > 1) {
    return fold === 'both' ? shown : fold === 'first' ? shown.slice(0, 1) : shown.slice(-1);
  }
  const index = readings.findIndex(
    ({ wallAt }, at) => at > 0 && readings[at - 1]!.wallAt < nominal && wallAt > nominal,
  );
  const [before, after] = [readings[index - 1]!, readings[index]!];
  const gapMs = after.wallAt - before.wallAt - (after.at - before.at);
  switch (gap) {
    case 'next_valid':
      return [after.at];
    case 'shift':
      return readings
        .filter(({ at, wallAt }) => at >= after.at && wallAt === nominal + gapMs)
        .map(({ at }) => at);
    case 'skip':
      return [];
  }
}

function matcherOf(expression: string): (wallAt: number) => boolean {
  const [minute, hour, day, month, weekday] = expression.split(' ') as [
    string,
    string,
    string,
    string,
    string,
  ];
  const minutes = valuesOf(minute, 0, 59);
  const hours = valuesOf(hour, 0, 23);
  const days = valuesOf(day, 1, 31);
  const months = valuesOf(month, 1, 12);
  const weekdays = valuesOf(weekday, 0, 7);
  const isEither = day !== '*' && weekday !== '*';
  return (wallAt) => {
    const wall = new Date(wallAt);
    if (wallAt % 60_000 !== 0 || !minutes.has(wall.getUTCMinutes())) return false;
    if (!hours.has(wall.getUTCHours()) || !months.has(wall.getUTCMonth() + 1)) return false;
    const isDay = days.has(wall.getUTCDate());
    const isWeekday = weekdays.has(wall.getUTCDay()) || (wall.getUTCDay() === 0 && weekdays.has(7));
    return isEither ? isDay || isWeekday : isDay && isWeekday;
  };
}

function valuesOf(field: string, least: number, most: number): ReadonlySet<number> {
  const values = new Set<number>();
  for (const entry of field.split(',')) {
    const [range = '', step = '1'] = entry.split('/');
    const [from = '', to = from] = range === '*' ? [`${least}`, `${most}`] : range.split('-');
    for (let value = Number(from); value <= Number(to); value += Number(step)) values.add(value);
  }
  return values;
}
