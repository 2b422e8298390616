import { nextFireTimes } from '#shared/domain/next-fire-times.ts';
import { Refusal } from '#shared/domain/refusal.ts';
import type { Change, Decision } from '#engine/core/change.ts';
import type { LiveRun, RunKey } from '#engine/core/live-run.ts';
import type { DueOccurrence } from '#engine/core/missed-occurrences.ts';
import { decideDueOccurrences } from '#engine/core/missed-occurrences.ts';
import { newRun } from '#engine/core/new-run.ts';
import { decideOccurrence, merged, recordNotRun } from '#engine/core/occurrence.ts';
import { plannedStart } from '#engine/core/planned-start.ts';
import type { JobRecord, Store, TriggerRecord } from '#engine/core/store.ts';
import type { ActiveRuns } from '#engine/service/active-runs.ts';
import type { KeySource } from '#engine/service/key-source.ts';
import type { Turn } from '#engine/service/turn.ts';
import { whyPaused } from '#engine/service/why-paused.ts';

/* What becomes of the instants of one trigger that the clock has brought. */

export interface DueFirerDeps {
  readonly store: Store;
  readonly active: ActiveRuns;
  readonly keys: KeySource;
}

export interface FireOptions {
  readonly missedStartAt?: number;
  /** Instants after it are left undecided; now, if left out. */
  readonly throughAt?: number;
}

/** Decides every instant of a trigger up to one, and notes the next; answers how many missed ones run. */
export function fireDue(
  deps: DueFirerDeps,
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
  turn.carryOut(changesOnly({ type: 'trigger_advanced', triggerKey, nextAt: following }));
  if (pausedReason !== null) return 0;
  return due.filter(({ verdict, isMissed }) => isMissed && verdict === 'run').length;
}

/**
 * Carries out the occurrences that run or are held; answers with the run that stands for the coalesced ones:
 * the one that is held for them, else the newest that runs.
 */
function runAll(
  deps: DueFirerDeps,
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
  if (heir !== undefined && coalescedCount > 0) {
    turn.carryOut(changesOnly(merged(heir, coalescedCount)));
  }
  return standIn;
}

/** Answers with the run that stands for the occurrence, or `null` if it was skipped. */
function carryOutOccurrence(
  deps: DueFirerDeps,
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
  { keys, store }: DueFirerDeps,
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

function changesOnly(...changes: readonly Change[]): Decision<undefined> {
  return { changes, effects: [], answer: undefined };
}
