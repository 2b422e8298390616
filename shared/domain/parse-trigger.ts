import { parseSchedule, SCHEDULE_FIELDS, SCHEDULE_KINDS } from '#shared/domain/parse-schedule.ts';
import type { ScheduleKind } from '#shared/domain/parse-schedule.ts';
import { parseTriggerInput } from '#shared/domain/parse-trigger-input.ts';
import { childOf, readFields, refuse, refuseKind } from '#shared/domain/raw-field.ts';
import type { RawField, RawFields } from '#shared/domain/raw-field.ts';
import {
  readChoice,
  readDuration,
  readFlag,
  readInteger,
  readText,
} from '#shared/domain/read-value.ts';
import { MISFIRE_POLICIES } from '#shared/domain/trigger.ts';
import {
  DEFAULT_MAX,
  DEFAULT_WINDOW_MS,
  defaultGraceMs,
  longestGraceMs,
} from '#shared/domain/trigger-defaults.ts';
import { scheduleKey } from '#shared/domain/trigger-key.ts';
import type { Schedule, Trigger } from '#shared/domain/trigger.ts';
import { ID_PATTERN } from '#shared/lib/branded.ts';

const COMMON_FIELDS = ['name', 'misfire', 'grace', 'window', 'max', 'input'];
/** What has a meaning where nothing can be missed. */
const CAUSED_FIELDS = ['name', 'input'];
const ALL_FIELDS = [...new Set([...SCHEDULE_KINDS, ...Object.values(SCHEDULE_FIELDS).flat()])];

const KINDS = `${SCHEDULE_KINDS.slice(0, -1).join(', ')} or manual`;

const LONGEST_JITTER_MS = 86_400_000;

/** Reads one trigger; `null` if it is refused, and for `manual: true`, which asks for what is always possible. */
export function parseTrigger(field: RawField | null, defaultZone: string): Trigger | null {
  const fields = readFields(field, [...ALL_FIELDS, ...COMMON_FIELDS]);
  const kind = fields && kindOf(fields);
  if (fields === null || kind === null) return null;
  refuseForeignFields(fields, kind);
  if (kind === 'manual') return parseManual(fields);
  const schedule = parseSchedule(fields, kind, defaultZone);
  const name = readName(fields.at('name'));
  const misfire = readChoice(fields.at('misfire'), MISFIRE_POLICIES);
  const max = readInteger(fields.at('max'), { min: 1, max: 1_000 });
  if (max !== null && misfire !== 'run_all') {
    refuse(childOf(fields.self, 'max', max, 'max'), 'max has a meaning only with misfire: run_all');
  }
  const windowMs = readDuration(fields.at('window'), { min: 1_000 }) ?? DEFAULT_WINDOW_MS;
  const graceMs =
    readDuration(fields.at('grace'), { max: longestGraceMs(windowMs) }) ?? defaultGraceMs(windowMs);
  const input = parseTriggerInput(fields.at('input'), schedule);
  const jitterMs = readJitter(fields, schedule);
  return (
    schedule && {
      key: name ?? scheduleKey(schedule),
      ...{ schedule, misfire, graceMs, windowMs, max: max ?? DEFAULT_MAX, ...input },
      ...(jitterMs !== null && { jitterMs }),
    }
  );
}

function kindOf(fields: RawFields): ScheduleKind | null {
  const [kind, other] = SCHEDULE_KINDS.filter((name) => fields.has(name));
  if (kind === undefined) {
    return refuse(fields.self, `a trigger needs one of ${KINDS}`);
  }
  if (other === undefined) return kind;
  return refuse(
    fields.self,
    `a trigger has one of ${KINDS}, and this one has ${kind} and ${other}`,
  );
}

function commonFields(kind: ScheduleKind): readonly string[] {
  if (kind === 'manual') return ['name'];
  return kind === 'after' || kind === 'event' ? CAUSED_FIELDS : COMMON_FIELDS;
}

function refuseForeignFields(fields: RawFields, kind: ScheduleKind): void {
  const allowed: readonly string[] = [...[kind, ...SCHEDULE_FIELDS[kind]], ...commonFields(kind)];
  for (const name of [...ALL_FIELDS, ...COMMON_FIELDS]) {
    const field = fields.at(name);
    if (field !== null && !allowed.includes(name)) {
      refuse(field, `${name} has no meaning for a trigger with ${kind}`);
    }
  }
}

function parseManual(fields: RawFields): null {
  const field = fields.at('manual');
  readName(fields.at('name'));
  if (field === null || readFlag(field) !== false) return null;
  return refuseKind(field, 'always true', ': a job can always be triggered by hand');
}

/** More would mix up the order of an interval's runs. */
function readJitter(fields: RawFields, schedule: Schedule | null): number | null {
  const mostMs = schedule?.kind === 'interval' ? schedule.everyMs : LONGEST_JITTER_MS;
  return readDuration(fields.at('jitter'), {
    min: 1_000,
    max: Math.min(mostMs, LONGEST_JITTER_MS),
  });
}

function readName(field: RawField | null): string | null {
  const name = readText(field);
  if (field === null || name === null || ID_PATTERN.test(name)) return name;
  return refuseKind(field, 'letters, digits, "_" and "-" only, at most 64');
}
