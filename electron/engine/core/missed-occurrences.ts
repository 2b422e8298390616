import { countFireTimes, lastFireTime, nextFireTimes } from '#shared/domain/next-fire-times.ts';
import type { Method } from '#shared/domain/method.ts';
import type { MisfirePolicy, Trigger } from '#shared/domain/trigger.ts';

/** A trigger whose next nominal instant has come. */
export interface DueFacts {
  readonly trigger: Trigger;
  readonly method: Method;
  /** The earliest instant that has not been decided, epoch milliseconds, at most `now`. */
  readonly nextAt: number;
  /** When the trigger came to be: the anchor of an interval that names none. */
  readonly createdAt: number;
  readonly now: number;
  /** When the first of the missed ones may start: after `now` where others of a long sleep go before. */
  readonly missedStartAt: number;
}

/** One undecided nominal instant, or a gap of many, and what its policies make of it. */
export interface DueOccurrence {
  readonly nominalAt: number;
  /** Last instant of a gap that is told as one; equals `nominalAt` for a single instant. */
  readonly throughAt: number;
  /** How many instants this stands for; capped at `GAP_COUNT_LIMIT`. */
  readonly count: number;
  readonly verdict: 'run' | 'hold' | 'coalesce' | 'skip';
  /** Why it does not run; `null` if it does. */
  readonly reason: 'missed' | 'outside_window' | 'over_max' | 'run_once' | 'hold' | null;
  readonly isMissed: boolean;
  /** When a run of it may start: `now`, or later where several are spaced. */
  readonly startAt: number;
}

/** More instants than this are never on time together: the older ones were missed. */
const ON_TIME_LIMIT = 100;
/** Above this many, a gap of missed instants is told as one occurrence. */
const SINGLE_ROWS = 100;
/** Instants in a gap are counted up to here; counting every second of a year tells nobody anything. */
export const GAP_COUNT_LIMIT = 10_000;
/** Between the runs that one gap gives. */
export const SPACING_MS = 2_000;

/**
 * Decides every instant of a trigger from `nextAt` up to now exactly once, oldest first. Within the grace
 * time an instant is on time and runs; the others were missed, and the misfire policy tells what becomes of
 * them. A missed instant that coalesces does so into the newest one that runs, on time or not.
 */
export function decideDueOccurrences(facts: DueFacts): readonly DueOccurrence[] {
  const { trigger, now, nextAt, createdAt } = facts;
  const { times, fromAt: onTimeFrom } = timesWithinGrace(facts);
  const onTime = times.map((at) => single(at, 'run', now));
  if (onTimeFrom === nextAt) return onTime;

  const windowFrom = Math.max(nextAt, now - trigger.windowMs);
  const tooOld = gap(facts, nextAt, windowFrom - 1, 'skip', 'outside_window');
  const newest = lastFireTime(trigger.schedule, onTimeFrom - 1, windowFrom, createdAt);
  if (newest === null) return [...tooOld, ...onTime];
  return [...tooOld, ...decideMissed(facts, windowFrom, newest, onTime.length > 0), ...onTime];
}

/** The instants that are on time, and where they begin: very many at once would be no schedule but a flood. */
function timesWithinGrace(facts: DueFacts) {
  const { trigger, now, nextAt, createdAt } = facts;
  const fromAt = Math.max(nextAt, now - trigger.graceMs);
  const all = fireTimes(facts, fromAt, now, ON_TIME_LIMIT + 1);
  if (all.length <= ON_TIME_LIMIT) return { times: all, fromAt };
  const newest = lastFireTime(trigger.schedule, now, fromAt, createdAt) ?? now;
  const times = newestFireTimes(facts, fromAt, newest, ON_TIME_LIMIT);
  return { times, fromAt: times[0] ?? fromAt };
}

/** The instants that were missed but are recent enough, `newest` being the last of them. */
function decideMissed(
  facts: DueFacts,
  fromAt: number,
  newest: number,
  hasOnTime: boolean,
): readonly DueOccurrence[] {
  const { trigger, now, missedStartAt } = facts;
  switch (misfirePolicy(facts, fromAt, newest)) {
    case 'skip':
      return gap(facts, fromAt, newest, 'skip', 'missed');
    case 'run_once':
      if (hasOnTime) return gap(facts, fromAt, newest, 'coalesce', 'run_once');
      return [
        ...gap(facts, fromAt, newest - 1, 'coalesce', 'run_once'),
        { ...single(newest, 'run', missedStartAt), isMissed: true },
      ];
    case 'hold':
      return [
        ...gap(facts, fromAt, newest - 1, 'coalesce', 'hold'),
        { ...single(newest, 'hold', now), isMissed: true },
      ];
    case 'run_all': {
      const kept = newestFireTimes(facts, fromAt, newest, trigger.max);
      const runs = kept.map((at, index) => ({
        ...single(at, 'run', missedStartAt + index * SPACING_MS),
        isMissed: true,
      }));
      return [...gap(facts, fromAt, (kept[0] ?? fromAt) - 1, 'skip', 'over_max'), ...runs];
    }
  }
}

/** A state change that was missed more than once is not repeated blindly: without a policy, POST asks. */
function misfirePolicy(facts: DueFacts, fromAt: number, newest: number): MisfirePolicy {
  const { trigger, method } = facts;
  if (trigger.misfire !== null) return trigger.misfire;
  if (method === 'GET') return 'run_once';
  return fireTimes(facts, fromAt, newest, 2).length > 1 ? 'hold' : 'run_once';
}

/** Missed instants in [fromAt, toAt] that share one fate: a row each, or one row for a long gap. */
function gap(
  facts: DueFacts,
  fromAt: number,
  toAt: number,
  verdict: 'skip' | 'coalesce',
  reason: DueOccurrence['reason'],
): readonly DueOccurrence[] {
  if (toAt < fromAt) return [];
  const { schedule } = facts.trigger;
  const times = fireTimes(facts, fromAt, toAt, SINGLE_ROWS + 1);
  const missed = { isMissed: true, reason };
  if (times.length <= SINGLE_ROWS) {
    return times.map((at) => ({ ...single(at, verdict, facts.now), ...missed }));
  }
  const first = times[0] ?? fromAt;
  const throughAt = lastFireTime(schedule, toAt, first, facts.createdAt) ?? first;
  const count = countFireTimes(schedule, fromAt - 1, toAt, GAP_COUNT_LIMIT, facts.createdAt);
  return [{ ...single(first, verdict, facts.now), ...missed, throughAt, count }];
}

function single(at: number, verdict: DueOccurrence['verdict'], startAt: number): DueOccurrence {
  return {
    nominalAt: at,
    throughAt: at,
    count: 1,
    verdict,
    reason: null,
    isMissed: false,
    startAt,
  };
}

/** The instants in [fromAt, toAt], oldest first, at most `limit`. */
function fireTimes(
  { trigger, createdAt }: DueFacts,
  fromAt: number,
  toAt: number,
  limit: number,
): readonly number[] {
  const times: number[] = [];
  let after = fromAt - 1;
  while (times.length < limit) {
    const [next] = nextFireTimes(trigger.schedule, after, 1, createdAt);
    if (next === undefined || next > toAt) break;
    times.push(next);
    after = next;
  }
  return times;
}

/** The newest `limit` instants in [fromAt, newest], oldest first. */
function newestFireTimes(
  { trigger, createdAt }: DueFacts,
  fromAt: number,
  newest: number,
  limit: number,
): readonly number[] {
  const times: number[] = [];
  let at: number | null = newest;
  while (at !== null && times.length < limit) {
    times.unshift(at);
    at = lastFireTime(trigger.schedule, at - 1, fromAt, createdAt);
  }
  return times;
}
