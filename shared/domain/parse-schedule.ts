import { parseCronExpression } from '#shared/domain/cron-expression.ts';
import { resolveLocalTime } from '#shared/domain/local-time.ts';
import { neverFires } from '#shared/domain/never-fires.ts';
import { BOUND_FIELDS, boundsFieldOf, parseBounds } from '#shared/domain/parse-bounds.ts';
import { parseAfter, parseEvent } from '#shared/domain/parse-cause.ts';
import { refuse, refuseKind } from '#shared/domain/raw-field.ts';
import type { RawField, RawFields } from '#shared/domain/raw-field.ts';
import { readChoice, readDuration, readParsed, readText } from '#shared/domain/read-value.ts';
import { FOLD_RULES, GAP_RULES } from '#shared/domain/trigger.ts';
import type {
  AtSchedule,
  CronSchedule,
  IntervalSchedule,
  Schedule,
} from '#shared/domain/trigger.ts';
import { assertTimeZone } from '#shared/domain/zone-offset.ts';
import { parseIsoInstant } from '#shared/lib/iso-instant.ts';

/** The field that makes a trigger one of a kind. */
export const SCHEDULE_KINDS = ['cron', 'interval', 'at', 'after', 'event', 'manual'] as const;
export type ScheduleKind = (typeof SCHEDULE_KINDS)[number];

/** What each kind takes besides. */
export const SCHEDULE_FIELDS: Readonly<Record<ScheduleKind, readonly string[]>> = {
  cron: ['zone', 'gap', 'fold', 'jitter', ...BOUND_FIELDS],
  interval: ['anchor', 'zone', 'jitter', ...BOUND_FIELDS],
  at: ['zone', 'fold', 'jitter'],
  after: ['on'],
  event: [],
  manual: [],
};

export function parseSchedule(
  fields: RawFields,
  kind: Schedule['kind'],
  defaultZone: string,
): Schedule | null {
  switch (kind) {
    case 'cron':
      return parseCron(fields, defaultZone);
    case 'interval':
      return parseInterval(fields, defaultZone);
    case 'at':
      return parseAt(fields, defaultZone);
    case 'after':
      return parseAfter(fields);
    case 'event':
      return parseEvent(fields);
  }
}

function parseCron(fields: RawFields, defaultZone: string): CronSchedule | null {
  const expression = readParsed(fields.at('cron'), toCronText);
  const zone = readZone(fields, defaultZone);
  const gap = readChoice(fields.at('gap'), GAP_RULES) ?? 'next_valid';
  const fold = readChoice(fields.at('fold'), FOLD_RULES) ?? 'first';
  if (expression === null || zone === null) return null;
  return withBounds({ kind: 'cron', expression, zone, gap, fold }, fields, zone);
}

function parseInterval(fields: RawFields, defaultZone: string): IntervalSchedule | null {
  const everyMs = readDuration(fields.at('interval'), { min: 1_000 });
  const anchorAt = readAnchor(fields.at('anchor'));
  const isBounded = BOUND_FIELDS.some((name) => fields.has(name));
  const zoneField = fields.at('zone');
  if (!isBounded && zoneField !== null) {
    refuse(zoneField, 'zone has a meaning for an interval only with from, until or exclude');
  }
  const zone = isBounded ? readZone(fields, defaultZone) : defaultZone;
  if (everyMs === null || zone === null) return null;
  return withBounds({ kind: 'interval', everyMs, anchorAt }, fields, zone);
}

/** What its bounds leave nothing of is refused, as far as that is known without knowing what time it is. */
function withBounds<Bounded extends CronSchedule | IntervalSchedule>(
  schedule: Bounded,
  fields: RawFields,
  zone: string,
): Bounded {
  const bounds = parseBounds(fields, zone);
  if (bounds === null) return schedule;
  const bounded = { ...schedule, bounds };
  if (neverFires(bounded)) {
    refuse(boundsFieldOf(fields), 'this trigger can never fire: nothing of it is left');
  }
  return bounded;
}

function parseAt(fields: RawFields, defaultZone: string): AtSchedule | null {
  const zone = readZone(fields, defaultZone);
  const fold = readChoice(fields.at('fold'), ['first', 'second'] as const);
  const local = readText(fields.at('at'));
  const isFoldRefused = fold === null && fields.has('fold');
  if (zone === null || local === null || isFoldRefused) return null;
  const instantAt = readParsed(fields.at('at'), (text) =>
    resolveLocalTime({ local: text, zone, ...(fold && { fold }) }),
  );
  return instantAt === null ? null : { kind: 'at', local, zone, instantAt };
}

function toCronText(text: string): string {
  return parseCronExpression(text).text;
}

/** A zone that was not written is judged all the same, at the trigger itself: it comes from the surroundings. */
function readZone(fields: RawFields, defaultZone: string): string | null {
  const field = fields.at('zone') ?? { ...fields.self, value: defaultZone };
  return readParsed(field, (zone) => {
    assertTimeZone(zone);
    return zone;
  });
}

function readAnchor(field: RawField | null): number | null {
  const text = readText(field);
  if (field === null || text === null) return null;
  return parseIsoInstant(text) ?? refuseKind(field, 'an instant such as 2026-12-01T08:00:00Z');
}
