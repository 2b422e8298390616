import { nextFireTime } from '#shared/domain/next-fire-times.ts';
import { resolveScheduleAnew } from '#shared/domain/resolve-schedule-anew.ts';
import type { Change, Decision } from '#engine/core/change.ts';
import type { TriggerKey } from '#engine/core/live-run.ts';
import type { TriggerRecord } from '#engine/core/store.ts';

export interface ZoneDataFacts {
  /** The release that triggers were planned by; `null` if that was not noted. */
  readonly before: string | null;
  readonly after: string;
  /** Triggers that fire next after an instant. */
  readonly futureTriggers: (afterAt: number) => readonly TriggerRecord[];
  readonly lastDecidedAt: (triggerKey: TriggerKey) => number | null;
  readonly now: number;
}

/** No change of a zone's rules has moved its clocks by more. */
const LONGEST_SHIFT_MS = 3 * 3_600_000;

/** By new time-zone data every instant to come is planned anew; what has come already stays as it was planned. */
export function decideZoneData(facts: ZoneDataFacts): Decision {
  const { before, after, now } = facts;
  if (before === after) return { changes: [], effects: [], answer: undefined };
  const noted: Change = { type: 'zone_data_changed', before, after };
  const planned = before === null ? [] : facts.futureTriggers(now);
  const moved = planned.flatMap((record) => move(record, facts));
  return { changes: [noted, ...moved], effects: [], answer: undefined };
}

function move(record: TriggerRecord, facts: ZoneDataFacts): readonly Change[] {
  const { triggerKey, jobKey, createdAt, nextAt: fromAt } = record;
  const { lastDecidedAt, now, after: zoneData } = facts;
  if (fromAt === null) return [];
  const schedule = resolveScheduleAnew(record.trigger.schedule);
  const decidedAt = lastDecidedAt(triggerKey);
  // An instant that has moved from the future into the past is still to be decided, as missed.
  const afterAt =
    decidedAt === null ? now : Math.max(decidedAt, Math.min(now, fromAt - LONGEST_SHIFT_MS));
  const toAt = nextFireTime(schedule, afterAt, createdAt);
  if (toAt === fromAt) return [];
  const trigger = { ...record.trigger, schedule };
  return [{ type: 'trigger_moved', triggerKey, jobKey, trigger, fromAt, toAt, zoneData }];
}
