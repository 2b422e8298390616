import type { Timer } from '#shared/lib/clock.ts';

/** Node's timers hold 2^31 − 1 ms, almost 25 days; a longer one would fire at once. */
const LONGEST_MS = 2 ** 31 - 1;

/** Calls `action` once after `delayMs` of monotonic time, however long that is. */
export function setLongTimer(delayMs: number, action: () => void): Timer {
  let timeout: NodeJS.Timeout;
  const wait = (leftMs: number): void => {
    const stepMs = Math.min(leftMs, LONGEST_MS);
    timeout = setTimeout(() => {
      if (leftMs > stepMs) wait(leftMs - stepMs);
      else action();
    }, stepMs);
  };
  wait(delayMs);
  return { cancel: () => clearTimeout(timeout) };
}
