/** A timer that has not fired yet and can be called off. */
export interface Timer {
  cancel(): void;
}

/**
 * The only source of time. Wall time may jump in both directions (someone sets the clock, a laptop
 * sleeps); monotonic time only grows. Decisions about due work use wall time, durations use monotonic time.
 */
export interface Clock {
  /** Epoch milliseconds. */
  wallNow(): number;
  /** Milliseconds since an arbitrary instant, never going back. Whether sleep counts differs between systems. */
  monotonicNow(): number;
  /** Milliseconds since the machine started, in which sleep does count and setting the clock does not; to the second. */
  uptimeNow(): number;
  /** Calls `action` once after `delayMs` of monotonic time; at most `MAX_TIMER_MS` ahead. */
  setTimer(delayMs: number, action: () => void): Timer;
}

/** The longest delay of a timer, about 24.8 days. */
export const MAX_TIMER_MS = 2 ** 31 - 1;

/** Uniform numbers in [0, 1). */
export type Random = () => number;
