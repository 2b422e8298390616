import { resolveLocalTime } from '#shared/domain/local-time.ts';
import type { Exclusion } from '#shared/domain/exclusion.ts';
import { Refusal } from '#shared/domain/refusal.ts';
import type { ScheduleBounds } from '#shared/domain/schedule-bounds.ts';
import { defaultGraceMs, DEFAULT_MAX, DEFAULT_WINDOW_MS } from '#shared/domain/trigger-defaults.ts';
import { scheduleKey } from '#shared/domain/trigger-key.ts';
import { isCaused } from '#shared/domain/trigger.ts';
import type { AtSchedule, Schedule, Trigger } from '#shared/domain/trigger.ts';
import { formatDuration } from '#shared/lib/duration.ts';
import type { Json, JsonObject } from '#shared/lib/json.ts';

type RawFields = Readonly<Record<string, Json | undefined>>;

/** A trigger as a person would write it: what is as by default is left out, but for the zone, which another machine may lack. */
export function toRawTrigger(trigger: Trigger): JsonObject {
  const { key, schedule, input, takesOutput, jitterMs } = trigger;
  return written({
    ...rawSchedule(schedule),
    name: key === scheduleKey(schedule) ? undefined : key,
    ...(!isCaused(schedule) && rawMisfire(trigger)),
    jitter: jitterMs === undefined ? undefined : formatDuration(jitterMs),
    input: takesOutput === true ? 'output' : (input ?? undefined),
  });
}

/** Without what is `undefined`. */
export function written(fields: RawFields): JsonObject {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

function rawMisfire({ misfire, graceMs, windowMs, max }: Trigger): RawFields {
  return {
    misfire: misfire ?? undefined,
    grace: graceMs === defaultGraceMs(windowMs) ? undefined : formatDuration(graceMs),
    window: windowMs === DEFAULT_WINDOW_MS ? undefined : formatDuration(windowMs),
    max: max === DEFAULT_MAX ? undefined : max,
  };
}

function rawSchedule(schedule: Schedule): RawFields {
  switch (schedule.kind) {
    case 'cron': {
      const { expression, zone, gap, fold, bounds } = schedule;
      return {
        ...{ cron: expression, zone },
        gap: gap === 'next_valid' ? undefined : gap,
        fold: fold === 'first' ? undefined : fold,
        ...rawBounds(bounds),
      };
    }
    case 'interval': {
      const { everyMs, anchorAt, bounds } = schedule;
      return {
        interval: formatDuration(everyMs),
        anchor: anchorAt === null ? undefined : new Date(anchorAt).toISOString(),
        zone: bounds?.zone,
        ...rawBounds(bounds),
      };
    }
    case 'at':
      return { at: schedule.local, zone: schedule.zone, fold: foldOf(schedule) };
    case 'after': {
      const [job, ...others] = schedule.jobs;
      return {
        after: others.length === 0 ? job : [...schedule.jobs],
        on: schedule.on === 'succeeded' ? undefined : schedule.on,
      };
    }
    case 'event':
      return { event: schedule.event };
  }
}

/** Said where the local time stands for two instants. */
function foldOf({ local, zone, instantAt }: AtSchedule): 'first' | 'second' | undefined {
  try {
    resolveLocalTime({ local, zone });
    return undefined;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return resolveLocalTime({ local, zone, fold: 'first' }) === instantAt ? 'first' : 'second';
  }
}

function rawBounds(bounds: ScheduleBounds | undefined): RawFields {
  if (bounds === undefined) return {};
  const { from, until, exclude } = bounds;
  return {
    from: from?.text,
    until: until?.text,
    exclude: exclude.length === 0 ? undefined : rawExclusions(exclude),
  };
}

/** Days of one calendar stand together under its name, as they were read. */
function rawExclusions(exclusions: readonly Exclusion[]): Json[] {
  return exclusions.flatMap(({ text, calendar }, index): Json[] => {
    if (calendar === null) return [text];
    if (index > 0 && exclusions[index - 1]?.calendar === calendar) return [];
    const others = exclusions.slice(index).findIndex((other) => other.calendar !== calendar);
    const end = others === -1 ? undefined : index + others;
    return [{ calendar, days: exclusions.slice(index, end).map((day) => day.text) }];
  });
}
