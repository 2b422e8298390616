import type { Clock, Timer } from '#shared/lib/clock.ts';

/** A clock that moves only when a test says so; wall and monotonic time move apart on request. */
export interface TestClock extends Clock {
  /** Lets time pass: both clocks move, and timers that become due fire in order. */
  advance(ms: number): Promise<void>;
  /** Somebody sets the clock: wall time jumps, timers do not notice. */
  jumpWall(ms: number): void;
  /** The machine sleeps where monotonic time does so too, as under Linux: timers do not notice. */
  sleep(ms: number): void;
  /** Nothing runs while all clocks go on, as in a sleep under Windows and macOS: timers fire late. */
  standStill(ms: number): void;
}

interface PendingTimer {
  readonly dueAt: number;
  readonly order: number;
  readonly action: () => void;
}

/** 2026-01-05T09:00:00Z, a Monday. */
export const START_AT = Date.UTC(2026, 0, 5, 9);

export function createTestClock(startAt = START_AT): TestClock {
  let wall = startAt;
  let monotonic = 0;
  let sleptMs = 0;
  let order = 0;
  const timers = new Set<PendingTimer>();

  function nextTimer(until: number): PendingTimer | null {
    const due = [...timers].filter(({ dueAt }) => dueAt <= until);
    due.sort((a, b) => a.dueAt - b.dueAt || a.order - b.order);
    return due[0] ?? null;
  }

  function moveTo(instant: number): void {
    wall += instant - monotonic;
    monotonic = instant;
  }

  return {
    wallNow: () => wall,
    monotonicNow: () => monotonic,
    uptimeNow: () => monotonic + sleptMs,
    setTimer(delayMs, action): Timer {
      const timer = { dueAt: monotonic + Math.max(0, delayMs), order: order++, action };
      timers.add(timer);
      return { cancel: () => void timers.delete(timer) };
    },
    async advance(ms) {
      const until = monotonic + ms;
      for (;;) {
        await everythingElse();
        const timer = nextTimer(until);
        if (timer === null) break;
        moveTo(Math.max(monotonic, timer.dueAt));
        timers.delete(timer);
        timer.action();
      }
      moveTo(until);
      await everythingElse();
    },
    jumpWall(ms) {
      wall += ms;
    },
    sleep(ms) {
      wall += ms;
      sleptMs += ms;
    },
    standStill: (ms) => moveTo(monotonic + ms),
  };
}

/** Lets promises and turns of the loop that are already on their way come to an end. */
export async function everythingElse(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) {
    await new Promise<void>((resolve) => {
      setImmediate(resolve);
    });
  }
}

/** The same clock for a process that may die: the timers of a dead process never fire. */
export function mortalClock(clock: Clock, isAlive: () => boolean): Clock {
  return {
    ...clock,
    setTimer: (delayMs, action) =>
      clock.setTimer(delayMs, () => {
        if (isAlive()) action();
      }),
  };
}
