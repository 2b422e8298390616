import type { JsonObject } from '#shared/lib/json.ts';
import type { ScheduleBounds } from '#shared/domain/schedule-bounds.ts';

/** What happens to local times that the change to summer time skips: the first instant after the gap, later by its length, or nothing. */
export type GapRule = 'next_valid' | 'shift' | 'skip';
/** Which of the two instants is meant by a local time that the change to winter time repeats. */
export type FoldRule = 'first' | 'second' | 'both';
export const GAP_RULES = ['next_valid', 'shift', 'skip'] as const satisfies readonly GapRule[];
export const FOLD_RULES = ['first', 'second', 'both'] as const satisfies readonly FoldRule[];

/**
 * What becomes of occurrences that were not dispatched within the grace time: none of them runs; the
 * latest runs and the others are coalesced into it; each runs, oldest first; the latest waits for a person.
 */
export type MisfirePolicy = 'skip' | 'run_once' | 'run_all' | 'hold';
export const MISFIRE_POLICIES = [
  'skip',
  'run_once',
  'run_all',
  'hold',
] as const satisfies readonly MisfirePolicy[];

export interface CronSchedule {
  readonly kind: 'cron';
  /** Five fields, or six with seconds first. */
  readonly expression: string;
  /** IANA time zone. */
  readonly zone: string;
  readonly gap: GapRule;
  readonly fold: FoldRule;
  /** Left out where there are none. */
  readonly bounds?: ScheduleBounds;
}

export interface IntervalSchedule {
  readonly kind: 'interval';
  readonly everyMs: number;
  /** Fires at this instant plus every whole multiple of `everyMs`; `null` means the instant the trigger was created. */
  readonly anchorAt: number | null;
  /** Left out where there are none. */
  readonly bounds?: ScheduleBounds;
}

export interface AtSchedule {
  readonly kind: 'at';
  /** As it was written, in the local time of `zone`. */
  readonly local: string;
  readonly zone: string;
  /** The instant that `local` means, epoch milliseconds. */
  readonly instantAt: number;
}

/** How a run has to end for what waits for it: `ended` takes any end of its own. */
export type Demand = 'succeeded' | 'failed' | 'ended';
export const DEMANDS = ['succeeded', 'failed', 'ended'] as const satisfies readonly Demand[];

/** Fires when a run of each of these jobs has ended as demanded. */
export interface AfterSchedule {
  readonly kind: 'after';
  /** At least one, none twice. */
  readonly jobs: readonly string[];
  readonly on: Demand;
}

/** What happens to the engine: it starts, or the machine wakes from sleep. */
export type TriggerEvent = 'engine_start' | 'wake';
export const TRIGGER_EVENTS = ['engine_start', 'wake'] as const satisfies readonly TriggerEvent[];

export interface EventSchedule {
  readonly kind: 'event';
  readonly event: TriggerEvent;
}

/** What fires by the clock. */
export type TimedSchedule = CronSchedule | IntervalSchedule | AtSchedule;
/** What fires because something else has happened: no instant of it is known beforehand, and none is missed. */
export type CausedSchedule = AfterSchedule | EventSchedule;
export type Schedule = TimedSchedule | CausedSchedule;

export function isCaused(schedule: Schedule): schedule is CausedSchedule {
  return schedule.kind === 'after' || schedule.kind === 'event';
}

/** When a job fires. By hand is always possible and needs no trigger. */
export interface Trigger {
  /** Tells this trigger from the job's others, across revisions: its name, or else its schedule in canonical form. */
  readonly key: string;
  readonly schedule: Schedule;
  /** A run starts up to this many milliseconds after its nominal time, see `jitterOf`. Left out where there is none. */
  readonly jitterMs?: number;
  /** `null`: the method's own rule (GET runs once; POST runs once, and holds if more than one was missed). */
  readonly misfire: MisfirePolicy | null;
  /** An occurrence dispatched within this many milliseconds of its nominal time is on time. */
  readonly graceMs: number;
  /** Missed occurrences older than this are skipped. */
  readonly windowMs: number;
  /** At most this many missed occurrences run under `run_all`; the newest are kept. */
  readonly max: number;
  /** Laid over the job's own input, field by field; `null` for none. After one other job it may hold `{{output.…}}`. */
  readonly input: JsonObject | null;
  /** The whole output of the run that it comes after is laid over the job's own input. Left out where it is not. */
  readonly takesOutput?: true;
}
