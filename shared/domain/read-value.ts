import { jsonFault } from '#shared/domain/json-fault.ts';
import { childOf, isPlainObject, refuse, refuseKind } from '#shared/domain/raw-field.ts';
import type { RawField } from '#shared/domain/raw-field.ts';
import { Refusal } from '#shared/domain/refusal.ts';
import { didYouMean } from '#shared/lib/did-you-mean.ts';
import { formatDuration, parseDuration } from '#shared/lib/duration.ts';
import type { Json, JsonObject } from '#shared/lib/json.ts';

/** Reads one value; `null` if there is none, or if it was refused. */
export type Reader<Value> = (field: RawField | null) => Value | null;

interface Bounds {
  readonly min: number;
  readonly max: number;
}

/** No duration of a schedule is longer than ten years. */
const LONGEST_MS = 3_650 * 86_400_000;

export const readText: Reader<string> = (field) => {
  if (field === null) return null;
  if (typeof field.value === 'string') return field.value;
  return refuseKind(field, 'text', textHint(field.value));
};

export const readFlag: Reader<boolean> = (field) => {
  if (field === null) return null;
  if (typeof field.value === 'boolean') return field.value;
  return refuseKind(field, 'true or false');
};

export function readInteger(field: RawField | null, { min, max }: Bounds): number | null {
  if (field === null) return null;
  const { value } = field;
  if (Number.isInteger(value) && isWithin(value, min, max)) return value;
  return refuseKind(field, `a whole number from ${min} to ${max}`);
}

export function readNumber(field: RawField | null, { min, max }: Bounds): number | null {
  if (field === null) return null;
  const { value } = field;
  return isWithin(value, min, max) ? value : refuseKind(field, `a number from ${min} to ${max}`);
}

/** Milliseconds, from text such as `10s`. */
export function readDuration(
  field: RawField | null,
  { min = 0, max = LONGEST_MS }: Partial<Bounds> = {},
): number | null {
  if (field === null) return null;
  const { value, name } = field;
  if (typeof value === 'number') return refuse(field, `${name} needs a unit: write ${value}s`);
  const ms = typeof value === 'string' ? parseDuration(value) : null;
  if (ms === null) return refuseKind(field, 'a duration such as 10s, 5m or 2h');
  if (ms < min) return refuse(field, `${name} is at least ${formatDuration(min)}`);
  if (ms > max) return refuse(field, `${name} is at most ${formatDuration(max)}`);
  return ms;
}

export function readChoice<Choice extends string>(
  field: RawField | null,
  choices: readonly Choice[],
): Choice | null {
  if (field === null) return null;
  const { value } = field;
  const choice = choices.find((candidate) => candidate === value);
  if (choice !== undefined) return choice;
  const hint = typeof value === 'string' ? didYouMean(value, choices) : '';
  return refuseKind(field, `one of ${choices.join(', ')}`, hint);
}

export const readJson: Reader<Json> = (field) => {
  if (field === null) return null;
  const fault = jsonFault(field.value, field.place);
  if (fault === null) return field.value as Json;
  field.problems.push(fault);
  return null;
};

export const readJsonObject: Reader<JsonObject> = (field) => {
  if (field === null) return null;
  if (!isPlainObject(field.value)) return refuseKind(field, 'a set of fields');
  return readJson(field) as JsonObject | null;
};

/** The items that `read` accepts, in their order. */
export function readList<Item>(
  field: RawField | null,
  maxCount: number,
  read: Reader<Item>,
): readonly Item[] | null {
  if (field === null) return null;
  const { value, name } = field;
  if (!Array.isArray(value)) return refuseKind(field, 'a list');
  if (value.length > maxCount) return refuse(field, `${name} has at most ${maxCount} items`);
  return value.flatMap((raw: unknown, index) => {
    const item = read(childOf(field, index, raw, `${name}[${index}]`));
    return item === null ? [] : [item];
  });
}

/** Text under names that `nameFault` has nothing against. */
export function readTexts(
  field: RawField | null,
  nameFault: (name: string) => string | null,
  read: Reader<string>,
): Readonly<Record<string, string>> | null {
  if (field === null) return null;
  if (!isPlainObject(field.value)) return refuseKind(field, 'a set of fields');
  const entries = Object.entries(field.value).flatMap(([key, raw]): [string, string][] => {
    const child = childOf(field, key, raw, `${field.name}.${key}`);
    const fault = nameFault(key);
    if (fault !== null) refuse(child, fault);
    const text = read(child);
    return text === null || fault !== null ? [] : [[key, text]];
  });
  return Object.fromEntries(entries);
}

/** Text that `parse` understands; what it refuses becomes a problem of this field. */
export function readParsed<Value>(
  field: RawField | null,
  parse: (text: string) => Value,
): Value | null {
  const text = readText(field);
  if (field === null || text === null) return null;
  try {
    return parse(text);
  } catch (error) {
    if (error instanceof Refusal) return refuse(field, error.message);
    throw error;
  }
}

function isWithin(value: unknown, min: number, max: number): value is number {
  return typeof value === 'number' && value >= min && value <= max;
}

/** What YAML makes of text that should have been quoted. */
function textHint(value: unknown): string {
  if (typeof value === 'number' || typeof value === 'boolean') return `: write "${value}"`;
  return isPlainObject(value) ? ': text that begins with { or holds ": " needs quotes' : '';
}
