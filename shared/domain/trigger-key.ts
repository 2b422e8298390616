import type { Schedule } from '#shared/domain/trigger.ts';

/** A schedule in canonical form: the key of a trigger that has no name. No name can equal it: names hold no colon. */
export function scheduleKey(schedule: Schedule): string {
  switch (schedule.kind) {
    case 'cron':
      return `cron:${schedule.expression}@${schedule.zone}+${schedule.gap}+${schedule.fold}`;
    case 'interval':
      return `interval:${schedule.everyMs}@${schedule.anchorAt ?? 'created'}`;
    case 'at':
      return `at:${schedule.local}@${schedule.zone}`;
    case 'after':
      return `after:${schedule.jobs.join('+')}@${schedule.on}`;
    case 'event':
      return `event:${schedule.event}`;
  }
}
