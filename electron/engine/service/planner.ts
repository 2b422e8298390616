import type { Clock, Timer } from '#shared/lib/clock.ts';
import { nextFireTimes } from '#shared/domain/next-fire-times.ts';
import { Refusal } from '#shared/domain/refusal.ts';
import type { Change, Effect } from '#engine/core/change.ts';
import { wakeInstant } from '#engine/core/due.ts';
import type { LiveRun, RunKey } from '#engine/core/live-run.ts';
import type { DueOccurrence } from '#engine/core/missed-occurrences.ts';
import { decideDueOccurrences, SPACING_MS } from '#engine/core/missed-occurrences.ts';
import { newRun } from '#engine/core/new-run.ts';
import { plannedStart } from '#engine/core/planned-start.ts';
import { decideOccurrence, merged, recordNotRun } from '#engine/core/occurrence.ts';
import type { JobRecord, Store, TriggerRecord } from '#engine/core/store.ts';
import { StorageFailure } from '#engine/core/store.ts';
import type { TimeJump } from '#engine/core/time-jump.ts';
import { isWake } from '#engine/core/time-jump.ts';
import type { ActiveRuns } from '#engine/service/active-runs.ts';
import { createClockWatch } from '#engine/service/clock-watch.ts';
import { endPauses } from '#engine/service/end-pauses.ts';
import type { KeySource } from '#engine/service/key-source.ts';
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

export interface PlannerDeps {
  readonly store: Store;
  readonly active: ActiveRuns;
  readonly turns: Turns;
  readonly keys: KeySource;
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
        carryOut(turn, [{ type: 'time_jumped', jump }]);
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
      if (record.nextAt !== null && record.nextAt <= turn.now) fire(deps, turn, record);
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
    if (fire(deps, turn, trigger, { missedStartAt }) > 0) missedStartAt += spacingMs;
  }
  return 'all';
}

function settleBefore(deps: PlannerDeps, turn: Turn, record: TriggerRecord, at: number): void {
  if (record.nextAt !== null && record.nextAt < at) fire(deps, turn, record, { throughAt: at - 1 });
}

function isUnchanged(run: LiveRun, seen: LiveRun): boolean {
  return run.state === seen.state && wakeInstant(run) === wakeInstant(seen);
}

function carryOut(turn: Turn, changes: readonly Change[], effects: readonly Effect[] = []): void {
  turn.carryOut({ changes, effects, answer: undefined });
}

interface FireOptions {
  readonly missedStartAt?: number;
  /** Instants after it are left undecided; now, if left out. */
  readonly throughAt?: number;
}

/** Decides every instant of a trigger up to one, and notes the next; answers how many missed ones run. */
function fire(
  deps: PlannerDeps,
  turn: Turn,
  record: TriggerRecord,
  { missedStartAt = turn.now, throughAt = turn.now }: FireOptions = {},
): number {
  const { trigger, triggerKey, jobKey, createdAt } = record;
  const undecidedFrom = (deps.store.read.lastDecidedAt(triggerKey) ?? -Infinity) + 1;
  const nextAt = Math.max(record.nextAt ?? throughAt, undecidedFrom);
  const job = deps.store.read.readJob(jobKey);
  const { method } = job.revision.definition;
  const about = { trigger, method, nextAt, createdAt, missedStartAt };
  const due = decideDueOccurrences({ ...about, now: throughAt });
  const pausedReason = whyPaused(job, record);
  const runKeyOf = pausedReason === null ? runAll(deps, turn, job, record, due) : null;
  for (const occurrence of due) {
    const facts = { due: occurrence, triggerKey, jobKey };
    if (pausedReason !== null) turn.carryOut(recordNotRun(facts, 'skipped', pausedReason));
    else if (occurrence.verdict === 'skip') {
      turn.carryOut(recordNotRun(facts, 'skipped', occurrence.reason ?? 'missed'));
    } else if (occurrence.verdict === 'coalesce') {
      turn.carryOut(recordNotRun(facts, 'coalesced', occurrence.reason ?? 'missed', runKeyOf));
    }
  }
  const decidedThrough = Math.max(throughAt, nextAt - 1);
  const [following = null] = nextFireTimes(trigger.schedule, decidedThrough, 1, createdAt);
  carryOut(turn, [{ type: 'trigger_advanced', triggerKey, nextAt: following }]);
  if (pausedReason !== null) return 0;
  return due.filter(({ verdict, isMissed }) => isMissed && verdict === 'run').length;
}

function whyPaused(job: JobRecord, record: TriggerRecord): string | null {
  if (job.pause !== null) return 'job_paused';
  return record.pause === null ? null : 'trigger_paused';
}

/**
 * Carries out the occurrences that run or are held; answers with the run that stands for the coalesced ones:
 * the one that is held for them, else the newest that runs.
 */
function runAll(
  deps: PlannerDeps,
  turn: Turn,
  job: JobRecord,
  record: TriggerRecord,
  due: readonly DueOccurrence[],
): RunKey | null {
  const coalescedCount = due
    .filter(({ verdict }) => verdict === 'coalesce')
    .reduce((sum, { count }) => sum + count, 0);
  const running = due.filter(({ verdict }) => verdict === 'run' || verdict === 'hold');
  const held = running.find(({ verdict }) => verdict === 'hold');
  const bearer = held ?? running.at(-1);
  let standIn: RunKey | null = null;
  let isTold = false;
  for (const occurrence of running) {
    const merges = occurrence === bearer ? coalescedCount : 0;
    const runKey = carryOutOccurrence(deps, turn, job, record, occurrence, merges);
    if (runKey === null || (held !== undefined && occurrence !== held)) continue;
    standIn = runKey;
    isTold = occurrence === bearer;
  }
  // Where the newest was skipped, an older one turns out to be the newest that runs.
  const heir = standIn === null || isTold ? undefined : deps.active.get(standIn);
  if (heir !== undefined && coalescedCount > 0) carryOut(turn, [merged(heir, coalescedCount)]);
  return standIn;
}

/** Answers with the run that stands for the occurrence, or `null` if it was skipped. */
function carryOutOccurrence(
  deps: PlannerDeps,
  turn: Turn,
  job: JobRecord,
  record: TriggerRecord,
  due: DueOccurrence,
  coalescedCount: number,
): RunKey | null {
  const { triggerKey, jobKey } = record;
  const facts = { due, triggerKey, jobKey };
  try {
    const run = runOf(deps, turn, job, record, due, coalescedCount);
    return turn.carryOut(decideOccurrence({ ...facts, run, runs: deps.active.ofJob(jobKey) }));
  } catch (error) {
    // A request that cannot be rendered from its input is told where people look for it.
    if (!(error instanceof Refusal)) throw error;
    turn.carryOut(recordNotRun(facts, 'skipped', error.message));
    return null;
  }
}

function runOf(
  { keys, store }: PlannerDeps,
  turn: Turn,
  { revision }: JobRecord,
  { trigger, triggerKey }: TriggerRecord,
  occurrence: DueOccurrence,
  coalescedCount: number,
): LiveRun {
  const { nominalAt, isMissed, startAt, verdict } = occurrence;
  const identity = { code: store.read.identity.code, job: revision.definition.name };
  const onTimeAt = isMissed ? nominalAt : plannedStart(identity, trigger, nominalAt);
  return newRun({
    key: keys.nextRun(),
    revision,
    origin: isMissed ? 'catch_up' : 'schedule',
    input: { ...revision.definition.input, ...trigger.input },
    now: turn.now,
    dueAt: verdict === 'run' && startAt > turn.now ? startAt : onTimeAt,
    isHeld: verdict === 'hold',
    nominalAt,
    coalescedCount,
    triggerKey,
  });
}
