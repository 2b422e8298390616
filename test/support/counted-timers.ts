import type { Clock, Timer } from '#shared/lib/clock.ts';

/** The same clock, and how many of its timers have neither fired nor been called off. */
export function withCountedTimers<Kind extends Clock>(clock: Kind) {
  const armed = new Set<Timer>();
  const counted: Kind = {
    ...clock,
    setTimer(delayMs: number, action: () => void): Timer {
      const inner = clock.setTimer(delayMs, () => {
        armed.delete(timer);
        action();
      });
      const timer: Timer = {
        cancel() {
          armed.delete(timer);
          inner.cancel();
        },
      };
      armed.add(timer);
      return timer;
    },
  };
  return { clock: counted, armedCount: () => armed.size };
}
