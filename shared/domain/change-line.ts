import { redactField } from '#shared/domain/redact-input.ts';
import { isSecretName } from '#shared/domain/secret-name.ts';
import { formatDuration } from '#shared/lib/duration.ts';
import { isJsonObject, toCanonicalJson } from '#shared/lib/json.ts';
import type { Json, JsonObject } from '#shared/lib/json.ts';
import { joinPlace } from '#shared/lib/place.ts';
import { shorten } from '#shared/lib/shorten.ts';

const MAX_VALUE_LENGTH = 120;

/**
 * `name: before → after`, `name: + after`, `name: - before`, or nothing where both are equal. Values that
 * differ and look the same, because both are masked or shortened, have just `changed`.
 */
export function changeLine<Value extends Json>(
  name: string,
  before: Value | undefined,
  after: Value | undefined,
  show: (value: Value) => string = String,
): readonly string[] {
  if (before === undefined) return after === undefined ? [] : [`${name}: + ${show(after)}`];
  if (after === undefined) return [`${name}: - ${show(before)}`];
  if (toCanonicalJson(before) === toCanonicalJson(after)) return [];
  const [from, to] = [show(before), show(after)];
  return from === to ? [`${name}: changed`] : [`${name}: ${from} → ${to}`];
}

/** A line for each field that differs, objects field by field, secrets masked. */
export function changedFields(
  name: string,
  before: JsonObject,
  after: JsonObject,
): readonly string[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return keys.flatMap((key) => {
    const place = joinPlace(name, key);
    const [from, to] = [ownField(before, key), ownField(after, key)];
    return isJsonObject(from) && isJsonObject(to) && !isSecretName(key)
      ? changedFields(place, from, to)
      : changeLine(place, from, to, (value) => showJson(redactField(key, value)));
  });
}

export function showJson(value: Json): string {
  return shorten(JSON.stringify(value), MAX_VALUE_LENGTH);
}

export function showList(items: readonly string[]): string {
  return items.length === 0 ? 'none' : shorten(items.join(', '), MAX_VALUE_LENGTH);
}

/** `null` stands for what the job's method decides. */
export function showRule(rule: string | readonly string[] | null): string {
  if (rule === null) return 'by method';
  return typeof rule === 'string' ? rule : showList(rule);
}

export function showDurations(durationsMs: readonly number[]): string {
  return showList(durationsMs.map(formatDuration));
}

function ownField(object: JsonObject, key: string): Json | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}
