import type { Clock, Timer } from '#shared/lib/clock.ts';

/** Short, so that little is charged or forgiven around a sleep; a timer of more than 24.8 days would fire at once. */
const STEP_MS = 10_000;
/** A step that ends this much too late was slept through, or nothing ran meanwhile. */
const OVERSLEPT_MS = 15_000;

/**
 * Calls `action` once after `delayMs` during which the machine was awake, however long that is. Systems differ in
 * whether monotonic time goes on in sleep, so it is counted in steps: one that was slept through does not count.
 */
export function setAwakeTimer(
  clock: Pick<Clock, 'monotonicNow' | 'setTimer'>,
  delayMs: number,
  action: () => void,
): Timer {
  let timer: Timer;
  const wait = (leftMs: number): void => {
    const stepMs = Math.min(leftMs, STEP_MS);
    const endsAt = clock.monotonicNow() + stepMs;
    timer = clock.setTimer(stepMs, () => {
      const wasSleptThrough = clock.monotonicNow() - endsAt > OVERSLEPT_MS;
      const nowLeftMs = wasSleptThrough ? leftMs : leftMs - stepMs;
      if (nowLeftMs > 0) wait(nowLeftMs);
      else action();
    });
  };
  wait(delayMs);
  return { cancel: () => timer.cancel() };
}
