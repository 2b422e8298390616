const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Steps that a person would choose. */
const STEPS = [
  ...[1, 2, 5, 10, 15, 30].map((count) => count * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((count) => count * MINUTE),
  ...[1, 2, 3, 6, 12, 24, 48, 168].map((count) => count * HOUR),
];

/**
 * Instants to label on an axis, at most `count` of them, at round steps; none so close to an end that its label would
 * be cut.
 */
export function axisTicks(fromAt: number, toAt: number, count: number): readonly number[] {
  const span = toAt - fromAt;
  const stepMs = STEPS.find((step) => span / step <= count) ?? STEPS.at(-1) ?? HOUR;
  const marginMs = span / (count * 4);
  const first = Math.ceil((fromAt + marginMs) / stepMs) * stepMs;
  const ticks: number[] = [];
  for (let at = first; at <= toAt - marginMs; at += stepMs) ticks.push(at);
  return ticks;
}
