import type { Clock, Timer } from '#shared/lib/clock.ts';
import { wakeInstant } from '#engine/core/due.ts';
import type { LiveRun } from '#engine/core/live-run.ts';
import { SPACING_MS } from '#engine/core/missed-occurrences.ts';
import type { TriggerRecord } from '#engine/core/store.ts';
import { StorageFailure } from '#engine/core/store.ts';
import type { TimeJump } from '#engine/core/time-jump.ts';
import { isWake } from '#engine/core/time-jump.ts';
import { createClockWatch } from '#engine/service/clock-watch.ts';
import { endPauses } from '#engine/service/end-pauses.ts';
import type { DueFirerDeps } from '#engine/service/fire-due.ts';
import { fireDue } from '#engine/service/fire-due.ts';
import type { Turn } from '#engine/service/turn.ts';
import { wakeRun } from '#engine/service/wake-run.ts';
import type { Turns } from '#engine/service/turns.ts';

/** Brings about what is due: runs that wait for an instant, and occurrences of triggers. */
export interface Planner {
  start(): void;
  /** Something new may be due earlier than what the timer is set for. */
  rearm(): void;
  /** Decides the instants of a trigger that have come already, before its schedule changes or it goes. */
  settle(turn: Turn, trigger: TriggerRecord): void;
  /** The system has come back from sleep. */
  resumed(): void;
  stop(): void;
}

export interface PlannerDeps extends DueFirerDeps {
  readonly turns: Turns;
  readonly clock: Clock;
  /** The machine has woken from sleep, or the engine goes on after standing still: before what was missed is made up for. */
  readonly onWake: (turn: Turn, jump: TimeJump) => void;
}

/** With anything planned, wall time is looked at this often: it may be set, or the machine may have slept. */
const LOOK_EVERY_MS = 1_000;
/** With nothing planned, this often. A timer of more than 24.8 days would fire at once. */
const LOOK_IDLE_MS = 30_000;
/** More than this many due triggers or runs are spread over several turns. */
const BATCH = 500;
/** So are triggers that take longer than this to decide: those that are decided start before the others are. */
const SLICE_MS = 3;
/** Missed runs of different triggers start `SPACING_MS` apart, and all that are found at once within this time. */
const CATCH_UP_MS = 60_000;

export function createPlanner(deps: PlannerDeps): Planner {
  const { store, turns, clock } = deps;
  let timer: Timer | null = null;
  let armedFor: number | null | undefined;
  let isStopped = true;
  const watch = createClockWatch({ clock, onSettled: catchUp });

  /** Storage that cannot be read now is asked again soon; whoever writes meets its failure and tells of it. */
  function nextInstant(): number | null {
    try {
      return store.read.nextInstant();
    } catch (error) {
      if (!(error instanceof StorageFailure)) throw error;
      return clock.wallNow() + LOOK_EVERY_MS;
    }
  }

  function wake(): void {
    timer = null;
    armedFor = undefined;
    if (watch.look()) return;
    const next = nextInstant();
    if (next !== null && next <= clock.wallNow()) turns.record(decideSlice);
    else rearm();
  }

  /** What is left is decided in the next turn, once the storage has this one; at once, not when a timer gets round to it. */
  function decideSlice(turn: Turn): void {
    if (runOnce(deps, turn) === 'rest' && !isStopped) turns.record(decideSlice);
  }

  function rearm(): void {
    const next = nextInstant();
    if (isStopped || next === armedFor) return;
    timer?.cancel();
    armedFor = undefined;
    if (watch.look()) return;
    armedFor = next;
    const delayMs = delayUntil(next, clock.wallNow());
    timer = clock.setTimer(delayMs, wake);
    watch.expectLookAfter(delayMs);
  }

  /** After a jump of the clock: everything that it made due is decided in one go. */
  function catchUp(jumps: readonly TimeJump[]): void {
    turns.record((turn) => {
      for (const jump of jumps) {
        turn.carryOut({ changes: [{ type: 'time_jumped', jump }], effects: [], answer: undefined });
        if (isWake(jump)) deps.onWake(turn, jump);
      }
      runOnce(deps, turn);
    });
  }

  return {
    start() {
      isStopped = false;
      rearm();
    },
    rearm,
    settle(turn, record) {
      if (record.nextAt !== null && record.nextAt <= turn.now) fireDue(deps, turn, record);
    },
    resumed() {
      if (!isStopped) watch.resumed();
    },
    stop() {
      isStopped = true;
      timer?.cancel();
      watch.stop();
    },
  };
}

function delayUntil(next: number | null, now: number): number {
  if (next === null) return LOOK_IDLE_MS;
  return Math.max(0, Math.min(next - now, LOOK_EVERY_MS));
}

/** Decides what is due now, as far as one turn goes. */
function runOnce(deps: PlannerDeps, turn: Turn): 'all' | 'rest' {
  const { store, clock } = deps;
  const { read } = store;
  endPauses(store, turn, (record, at) => settleBefore(deps, turn, record, at));
  for (const seen of read.dueRuns(turn.now, BATCH)) {
    // Those before it may have cancelled, replaced or moved it.
    const run = read.findRun(seen.key);
    if (run !== null && isUnchanged(run, seen)) wakeRun(deps.active, turn, run);
  }
  // Instants of a paused scheduler stay undecided, as if there were no engine.
  if (read.findPause({ scope: 'scheduler' }) !== null) return 'all';
  const triggers = read.dueTriggers(turn.now, BATCH);
  const spacingMs = Math.min(SPACING_MS, Math.floor(CATCH_UP_MS / triggers.length));
  const sliceEndsAt = clock.monotonicNow() + SLICE_MS;
  let missedStartAt = turn.now;
  for (const [index, trigger] of triggers.entries()) {
    // What was missed is spaced by one count, and in no hurry.
    const isOnTime = missedStartAt === turn.now;
    if (index > 0 && isOnTime && clock.monotonicNow() >= sliceEndsAt) return 'rest';
    if (fireDue(deps, turn, trigger, { missedStartAt }) > 0) missedStartAt += spacingMs;
  }
  return 'all';
}

function settleBefore(deps: PlannerDeps, turn: Turn, record: TriggerRecord, at: number): void {
  if (record.nextAt !== null && record.nextAt < at)
    fireDue(deps, turn, record, { throughAt: at - 1 });
}

function isUnchanged(run: LiveRun, seen: LiveRun): boolean {
  return run.state === seen.state && wakeInstant(run) === wakeInstant(seen);
}
