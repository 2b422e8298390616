const FIRST_DELAY_MS = 1_000;
const LONGEST_DELAY_MS = 60_000;
const MAX_RESTARTS = 5;
const WINDOW_MS = 10 * 60_000;

/**
 * How long to wait before an engine that ended unasked is started again: 1, 2, 4 … seconds, `null` after the fifth
 * time within ten minutes. `endedAt` holds the monotonic instants of its ends, the latest one last.
 */
export function nextRestartDelayMs(endedAt: readonly number[]): number | null {
  const last = endedAt.at(-1) ?? 0;
  const recentCount = endedAt.filter((at) => last - at < WINDOW_MS).length;
  if (recentCount > MAX_RESTARTS) return null;
  return Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** (recentCount - 1));
}
