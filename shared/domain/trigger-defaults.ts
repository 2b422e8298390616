/** Whatever is later than this was missed, and the misfire rule decides about it. */
export const LONGEST_GRACE_MS = 3_600_000;
export const DEFAULT_WINDOW_MS = 86_400_000;
/** Of missed occurrences, under `run_all`. */
export const DEFAULT_MAX = 25;

const DEFAULT_GRACE_MS = 60_000;

/** Nothing is on time that is too old to be run at all. */
export function longestGraceMs(windowMs: number): number {
  return Math.min(LONGEST_GRACE_MS, windowMs);
}

export function defaultGraceMs(windowMs: number): number {
  return Math.min(DEFAULT_GRACE_MS, longestGraceMs(windowMs));
}
