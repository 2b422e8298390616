import type { TimeJumpCause } from '#shared/domain/time-jump-cause.ts';

/**
 * Time jumps, told from three clocks. Wall time is what schedules go by; uptime counts sleep and ignores that somebody
 * sets the clock; monotonic time drives the timers, and counts sleep on some systems only.
 *
 * - Uptime ahead of monotonic time: the machine **slept**.
 * - A look that comes much too late: nothing ran, because the machine slept where monotonic time goes on in sleep, or
 *   because the process was stopped. Only the system's resume signal can tell; without it, it **stood still**.
 * - Wall time apart from the two: the clock was **set**.
 */

/** Wall time went from one instant to another, and timers did not notice. */
export interface TimeJump {
  readonly cause: TimeJumpCause;
  /** What the clock showed before, or would have shown. */
  readonly fromAt: number;
  /** What it showed afterwards: earlier than `fromAt` where it was set back. */
  readonly toAt: number;
}

/** What the three clocks show at one moment. */
export interface ClockReading {
  readonly wallAt: number;
  readonly monotonicMs: number;
  readonly uptimeMs: number;
}

export interface ClockComparison {
  readonly before: ClockReading;
  readonly after: ClockReading;
  /** By how much the latest look came later than its timer was set for, in monotonic time. */
  readonly lateByMs: number;
  /** The system said that it has come back from sleep. */
  readonly isResumed: boolean;
}

const NOTICED_MS = 2_000;
const STOOD_STILL_MS = 15_000;

/** The jumps between two readings; none where the clocks went on together. */
export function findTimeJumps(comparison: ClockComparison): readonly TimeJump[] {
  const { after } = comparison;
  const { sleptMs, setMs } = differencesOf(comparison);
  const { lateByMs, isResumed } = comparison;
  // Instants are whole milliseconds; monotonic time is not.
  const stillMs = Math.round(lateByMs > STOOD_STILL_MS ? lateByMs : 0);
  const jumps: TimeJump[] = [];
  if (sleptMs > NOTICED_MS || isResumed) {
    const lengthMs = Math.max(sleptMs, stillMs, 0);
    jumps.push({ cause: 'slept', fromAt: after.wallAt - lengthMs, toAt: after.wallAt });
  } else if (stillMs > 0) {
    jumps.push({ cause: 'stood_still', fromAt: after.wallAt - stillMs, toAt: after.wallAt });
  }
  if (Math.abs(setMs) > NOTICED_MS) {
    const cause = setMs > 0 ? 'set_forward' : 'set_back';
    jumps.push({ cause, fromAt: after.wallAt - setMs, toAt: after.wallAt });
  }
  return jumps;
}

/** Whether work was held up, and not only the clock was set. */
export function isWake({ cause }: TimeJump): boolean {
  return cause === 'slept' || cause === 'stood_still';
}

/** Uptime is known to the second only: what is less than noticed is taken for none. */
function differencesOf({ before, after }: ClockComparison) {
  const elapsedMs = after.monotonicMs - before.monotonicMs;
  const beyondMs = Math.round(after.uptimeMs - before.uptimeMs - elapsedMs);
  const sleptMs = beyondMs > NOTICED_MS ? beyondMs : 0;
  const setMs = Math.round(after.wallAt - before.wallAt - elapsedMs - sleptMs);
  return { sleptMs, setMs };
}
