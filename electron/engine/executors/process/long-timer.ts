import { setAwakeTimer } from '#shared/lib/awake-timer.ts';
import type { Timer } from '#shared/lib/clock.ts';

const ownTime = {
  monotonicNow: () => performance.now(),
  setTimer(delayMs: number, action: () => void): Timer {
    const timeout = setTimeout(action, delayMs);
    return { cancel: () => clearTimeout(timeout) };
  },
};

/** The keeper's timer: calls `action` once after `delayMs` in which the machine did not sleep. */
export function setLongTimer(delayMs: number, action: () => void): Timer {
  return setAwakeTimer(ownTime, delayMs, action);
}
