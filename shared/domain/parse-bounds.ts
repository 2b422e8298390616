import type { Exclusion } from '#shared/domain/exclusion.ts';
import { firstInstantOfDay, resolveLocalTime } from '#shared/domain/local-time.ts';
import { parseExclusion } from '#shared/domain/parse-exclusion.ts';
import {
  childOf,
  isPlainObject,
  readFields,
  readRequired,
  refuse,
} from '#shared/domain/raw-field.ts';
import type { RawField, RawFields } from '#shared/domain/raw-field.ts';
import { readList, readParsed, readText } from '#shared/domain/read-value.ts';
import type { LocalBound, ScheduleBounds } from '#shared/domain/schedule-bounds.ts';
import { quoted } from '#shared/lib/quoted.ts';

/** What restricts the instants of a schedule. */
export const BOUND_FIELDS = ['from', 'until', 'exclude'];

const MAX_EXCLUSIONS = 1_000;
const DATE = /^\d{4}-\d\d-\d\d$/;

/** Reads `from`, `until` and `exclude`; `null` where none of them stands there, or one is refused. */
export function parseBounds(fields: RawFields, zone: string): ScheduleBounds | null {
  if (!BOUND_FIELDS.some((name) => fields.has(name))) return null;
  const from = readBound(fields.at('from'), zone, 'from');
  const until = readBound(fields.at('until'), zone, 'until');
  const untilField = fields.at('until');
  if (from !== null && until !== null && untilField !== null && until.at < from.at) {
    return refuse(untilField, `until ${until.text} is before from ${from.text}`);
  }
  return { zone, from, until, exclude: parseExclude(fields.at('exclude')) };
}

type BoundName = 'from' | 'until';

function readBound(field: RawField | null, zone: string, name: BoundName): LocalBound | null {
  return readParsed(field, (text) => ({ text, at: resolveBound(text, zone, name) }));
}

/** The instant of a local time; a date stands for the beginning of its day under `from`, and for its end under `until`. */
export function resolveBound(text: string, zone: string, name: BoundName): number {
  if (!DATE.test(text)) return resolveLocalTime({ local: text, zone });
  return name === 'from' ? firstInstantOfDay(text, zone) : firstInstantOfDay(text, zone, 1) - 1;
}

function parseExclude(field: RawField | null): readonly Exclusion[] {
  const lists = readList(field, MAX_EXCLUSIONS, (item) =>
    isPlainObject(item?.value) ? parseCalendar(item) : parseEntries(item, null),
  );
  return (lists ?? []).flat();
}

/** A calendar that has a name, with what it leaves out. */
function parseCalendar(item: RawField | null): readonly Exclusion[] | null {
  const fields = readFields(item, ['calendar', 'days']);
  if (fields === null) return null;
  const name = readText(readRequired(fields, 'calendar'));
  const lists = readList(readRequired(fields, 'days'), MAX_EXCLUSIONS, (day) =>
    name === null ? null : parseEntries(day, name),
  );
  return lists?.flat() ?? null;
}

function parseEntries(item: RawField | null, calendar: string | null): readonly Exclusion[] | null {
  const text = readText(item);
  if (item === null || text === null) return null;
  const parsed = parseExclusion(text, calendar);
  if ('exclusion' in parsed) return [parsed.exclusion];
  return refuse(item, `${quoted(text)} ${parsed.fault}`);
}

/** Where a trigger that its bounds leave nothing of is told. */
export function boundsFieldOf(fields: RawFields): RawField {
  return fields.at('exclude') ?? fields.at('until') ?? childOf(fields.self, 'from', null, 'from');
}
