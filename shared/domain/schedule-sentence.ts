import { describeBounds } from '#shared/domain/schedule-bounds.ts';
import { outputUse } from '#shared/domain/trigger-input.ts';
import type { CronSchedule, Schedule, Trigger } from '#shared/domain/trigger.ts';
import { formatDuration } from '#shared/lib/duration.ts';

/** With its jitter, or what it takes over: `cron 0 2 * * * (Europe/Berlin), up to 5m later`. */
export function describeTrigger(
  trigger: Pick<Trigger, 'schedule' | 'jitterMs' | 'input' | 'takesOutput'>,
) {
  const { schedule, jitterMs } = trigger;
  const jitter = jitterMs === undefined ? [] : [`up to ${formatDuration(jitterMs)} later`];
  return [describeSchedule(schedule), ...jitter, ...OUTPUT_USES[outputUse(trigger)]].join(', ');
}

const OUTPUT_USES = {
  whole: ['with its output as input'],
  fields: ['with values of its output'],
  nothing: [],
} as const;

/** A schedule as a person would write it, for tables: `cron 0 2 * * * (Europe/Berlin), not sat-sun`, `every 10m`. */
export function describeSchedule(schedule: Schedule): string {
  const bounds = !('bounds' in schedule) ? [] : describeBounds(schedule.bounds);
  return [describeInstants(schedule), ...bounds].join(', ');
}

function describeInstants(schedule: Schedule): string {
  switch (schedule.kind) {
    case 'cron':
      return `cron ${schedule.expression} (${[schedule.zone, ...clockRules(schedule)].join(', ')})`;
    case 'interval':
      return `every ${formatDuration(schedule.everyMs)}${anchorText(schedule.anchorAt)}`;
    case 'at':
      return `at ${schedule.local} (${schedule.zone})`;
    case 'after':
      return `after ${schedule.jobs.join(' and ')} ${schedule.on}`;
    case 'event':
      return schedule.event === 'wake' ? 'on wake' : 'on engine start';
  }
}

/** What the schedule does about changes of the clock, where it is not the default. */
function clockRules({ gap, fold }: CronSchedule): readonly string[] {
  return [
    ...(gap === 'next_valid' ? [] : [`gap ${gap}`]),
    ...(fold === 'first' ? [] : [`fold ${fold}`]),
  ];
}

function anchorText(anchorAt: number | null): string {
  return anchorAt === null ? '' : ` from ${new Date(anchorAt).toISOString().replace('.000Z', 'Z')}`;
}
