import type { RunState } from '#shared/domain/run-state-table.ts';
import type { CausedSchedule, Demand } from '#shared/domain/trigger.ts';
import type { RunKey } from '#engine/core/live-run.ts';

/** A run of another job that has to end first, in one way. */
export interface Dependency {
  /** The other job's name. */
  readonly job: string;
  readonly demand: Demand;
  /** The run that did; `null` while it is waited for. */
  readonly metBy: RunKey | null;
}

/** Whether a run that has ended so is what was waited for. What another run stands for has no end of its own. */
export function meetsDemand(demand: Demand, state: RunState): boolean {
  return demand === 'ended' ? state !== 'superseded' : state === demand;
}

/** What fires a trigger, as the store knows it: `job:import`, `event:wake`. */
export function causesOf(schedule: CausedSchedule): readonly string[] {
  return schedule.kind === 'event'
    ? [`event:${schedule.event}`]
    : schedule.jobs.map((job) => jobCause(job));
}

export function jobCause(job: string): string {
  return `job:${job}`;
}
