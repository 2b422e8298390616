import { MAX_TIMER_MS, type Timer } from '#shared/lib/clock.ts';

/** Calls `action` once after `delayMs` of monotonic time, however long that is. */
export function setLongTimer(delayMs: number, action: () => void): Timer {
  let timeout: NodeJS.Timeout;
  const wait = (leftMs: number): void => {
    const stepMs = Math.min(leftMs, MAX_TIMER_MS);
    timeout = setTimeout(() => {
      if (leftMs > stepMs) wait(leftMs - stepMs);
      else action();
    }, stepMs);
  };
  wait(delayMs);
  return { cancel: () => clearTimeout(timeout) };
}
