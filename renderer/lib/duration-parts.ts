export interface QuantityPart {
  readonly value: string;
  readonly unit: string;
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * A duration in milliseconds as at most two numbers with their units: `850 ms`, `1.8 s`, `25 min 12 s`,
 * `1 h 49 min`, `3 d 4 h`. Negative ones count as nothing.
 */
export function toDurationParts(durationMs: number): readonly QuantityPart[] {
  const ms = Math.max(0, durationMs);
  if (ms < SECOND) return [part(Math.floor(ms), 'ms')];
  if (ms < 10 * SECOND) return [{ value: (Math.floor(ms / 100) / 10).toFixed(1), unit: 's' }];
  if (ms < MINUTE) return [part(Math.floor(ms / SECOND), 's')];
  if (ms < HOUR) return twoParts(ms, MINUTE, 'min', SECOND, 's');
  if (ms < DAY) return twoParts(ms, HOUR, 'h', MINUTE, 'min');
  return twoParts(ms, DAY, 'd', HOUR, 'h');
}

export function formatDurationText(durationMs: number): string {
  return toDurationParts(durationMs)
    .map(({ value, unit }) => `${value} ${unit}`)
    .join(' ');
}

/** A duration as one number, rounded down, for times ago and to come: `41 min`, `3 d`. */
export function formatRoughDuration(durationMs: number): string {
  const [first] = toDurationParts(
    durationMs < SECOND ? 0 : Math.floor(durationMs / SECOND) * SECOND,
  );
  if (first === undefined || first.unit === 'ms') return '0 s';
  return `${Math.floor(Number(first.value))} ${first.unit}`;
}

function twoParts(
  ms: number,
  unitMs: number,
  unit: string,
  restMs: number,
  restUnit: string,
): readonly QuantityPart[] {
  const whole = Math.floor(ms / unitMs);
  const rest = Math.floor((ms - whole * unitMs) / restMs);
  return rest === 0 ? [part(whole, unit)] : [part(whole, unit), part(rest, restUnit)];
}

function part(value: number, unit: string): QuantityPart {
  return { value: String(value), unit };
}
