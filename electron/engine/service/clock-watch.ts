import type { Clock, Timer } from '#shared/lib/clock.ts';
import type { ClockReading, TimeJump } from '#engine/core/time-jump.ts';
import { findTimeJumps, isWake } from '#engine/core/time-jump.ts';

/**
 * Compares the clocks at every look of the planner. After a jump nothing that is due begins for a moment: the network
 * comes back, and a clock that was wrong is put right, which then belongs to the same jump.
 */
export interface ClockWatch {
  /** Compares; true while a jump settles, and whatever is due has to wait for `onSettled`. */
  look(): boolean;
  /** The next look is due after so many milliseconds of monotonic time. */
  expectLookAfter(delayMs: number): void;
  /** The system has come back from sleep. */
  resumed(): void;
  stop(): void;
}

export interface ClockWatchDeps {
  readonly clock: Clock;
  /** Everything is calm again; what jumped, in order. */
  readonly onSettled: (jumps: readonly TimeJump[]) => void;
}

const SETTLE_MS = 2_000;
/** Systems tell of a resume more than once, or after it has been seen. */
const SAME_WAKE_MS = 60_000;

interface Settling {
  readonly timer: Timer;
  readonly before: ClockReading;
  readonly seenAtMs: number;
  readonly lateByMs: number;
  isResumed: boolean;
}

export function createClockWatch({ clock, onSettled }: ClockWatchDeps): ClockWatch {
  let latest = read(clock);
  let dueAtMs = Infinity;
  let settling: Settling | null = null;
  let wokeAtMs = -Infinity;

  function look(isTold: boolean): boolean {
    const isResumed = isTold && clock.monotonicNow() - wokeAtMs > SAME_WAKE_MS;
    if (settling !== null) {
      settling.isResumed ||= isResumed;
      return true;
    }
    const [before, after] = [latest, read(clock)];
    const lateByMs = Math.max(0, after.monotonicMs - dueAtMs);
    latest = after;
    dueAtMs = Infinity;
    if (findTimeJumps({ before, after, lateByMs, isResumed }).length === 0) return false;
    const timer = clock.setTimer(SETTLE_MS, settled);
    settling = { timer, before, lateByMs, isResumed, seenAtMs: after.monotonicMs };
    return true;
  }

  function settled(): void {
    if (settling === null) return;
    const { before, lateByMs, isResumed, seenAtMs } = settling;
    settling = null;
    latest = read(clock);
    const after = asOf(latest, seenAtMs);
    const jumps = findTimeJumps({ before, after, lateByMs, isResumed });
    if (jumps.some(isWake)) wokeAtMs = latest.monotonicMs;
    onSettled(jumps);
  }

  return {
    look: () => look(false),
    expectLookAfter(delayMs) {
      dueAtMs = clock.monotonicNow() + delayMs;
    },
    resumed: () => void look(true),
    stop() {
      settling?.timer.cancel();
      settling = null;
    },
  };
}

function read(clock: Clock): ClockReading {
  return {
    wallAt: clock.wallNow(),
    monotonicMs: clock.monotonicNow(),
    uptimeMs: clock.uptimeNow(),
  };
}

/** What the clocks showed a moment ago, by what they show now. */
function asOf({ wallAt, monotonicMs, uptimeMs }: ClockReading, thenMs: number): ClockReading {
  const agoMs = Math.round(monotonicMs - thenMs);
  return { wallAt: wallAt - agoMs, monotonicMs: thenMs, uptimeMs: uptimeMs - agoMs };
}
