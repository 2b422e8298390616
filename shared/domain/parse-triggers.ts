import { parseTrigger } from '#shared/domain/parse-trigger.ts';
import { childOf, refuse } from '#shared/domain/raw-field.ts';
import type { RawField } from '#shared/domain/raw-field.ts';
import { readList } from '#shared/domain/read-value.ts';
import { scheduleKey } from '#shared/domain/trigger-key.ts';
import type { Trigger } from '#shared/domain/trigger.ts';
import { quoted } from '#shared/lib/quoted.ts';

const MAX_TRIGGERS = 100;

/** Reads a job's triggers; no two of them have the same key. */
export function parseTriggers(field: RawField | null, defaultZone: string): readonly Trigger[] {
  const names = new Map<string, string>();
  const triggers = readList(field, MAX_TRIGGERS, (item) => {
    const trigger = parseTrigger(item, defaultZone);
    if (item === null || trigger === null) return null;
    const first = names.get(trigger.key);
    if (first !== undefined) return refuseTwin(item, trigger, first);
    names.set(trigger.key, item.name);
    return trigger;
  });
  return triggers ?? [];
}

function refuseTwin(field: RawField, { key, schedule }: Trigger, first: string): null {
  return key === scheduleKey(schedule)
    ? refuse(field, `this trigger fires when ${first} does: remove one, or give it a name`)
    : refuse(childOf(field, 'name', key, 'name'), `the name ${quoted(key)} belongs to ${first}`);
}
