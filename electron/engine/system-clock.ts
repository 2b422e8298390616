import { uptime } from 'node:os';
import { performance } from 'node:perf_hooks';
import type { Clock } from '#shared/lib/clock.ts';

/** The machine's own time: the one place where the engine meets it. */
export function createSystemClock(): Clock {
  return {
    wallNow: () => Date.now(),
    monotonicNow: () => performance.now(),
    uptimeNow: () => uptime() * 1_000,
    setTimer(delayMs, action) {
      const timeout = setTimeout(action, delayMs);
      return { cancel: () => clearTimeout(timeout) };
    },
  };
}
