import { changedFields, changeLine, showRule } from '#shared/domain/change-line.ts';
import { describeSchedule } from '#shared/domain/schedule-sentence.ts';
import { scheduleKey } from '#shared/domain/trigger-key.ts';
import type { Trigger } from '#shared/domain/trigger.ts';
import { formatDuration } from '#shared/lib/duration.ts';

/** What became of a job's triggers, matched by their keys: `triggers: + cron 0 2 * * * (Europe/Berlin)`. */
export function triggerChanges(
  before: readonly Trigger[],
  after: readonly Trigger[],
): readonly string[] {
  const keys = [...new Set([...before, ...after].map(({ key }) => key))];
  return keys.flatMap((key) => {
    const was = before.find((trigger) => trigger.key === key);
    const is = after.find((trigger) => trigger.key === key);
    if (was !== undefined && is !== undefined) return changesOf(was, is);
    const name = triggersOf(was ?? is);
    return changeLine(
      name,
      was && describeSchedule(was.schedule),
      is && describeSchedule(is.schedule),
    );
  });
}

function changesOf(was: Trigger, is: Trigger): readonly string[] {
  const name = isNamed(is) ? triggersOf(is) : `triggers[${describeSchedule(is.schedule)}]`;
  return [
    ...changeLine(name, describeSchedule(was.schedule), describeSchedule(is.schedule)),
    ...changeLine(`${name}.misfire`, was.misfire, is.misfire, showRule),
    ...changeLine(`${name}.grace`, was.graceMs, is.graceMs, formatDuration),
    ...changeLine(`${name}.window`, was.windowMs, is.windowMs, formatDuration),
    ...changeLine(`${name}.jitter`, was.jitterMs, is.jitterMs, formatDuration),
    ...changeLine(`${name}.max`, was.max, is.max),
    ...changeLine(`${name}.input`, was.takesOutput && 'output', is.takesOutput && 'output'),
    ...changedFields(`${name}.input`, was.input ?? {}, is.input ?? {}),
  ];
}

function triggersOf(trigger: Trigger | undefined): string {
  return trigger !== undefined && isNamed(trigger) ? `triggers.${trigger.key}` : 'triggers';
}

function isNamed({ key, schedule }: Trigger): boolean {
  return key !== scheduleKey(schedule);
}
