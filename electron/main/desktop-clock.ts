import type { DesktopClock } from '#main/electron-parts.ts';

export function createDesktopClock(): DesktopClock {
  return {
    monotonicNow: () => performance.now(),
    setTimer(delayMs, action) {
      const timer = setTimeout(action, delayMs);
      return { cancel: () => clearTimeout(timer) };
    },
  };
}
