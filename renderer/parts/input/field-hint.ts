import type { Json, JsonObject } from '#shared/lib/json.ts';
import { asSentence } from '#renderer/lib/as-sentence.ts';

/** What a schema says about a field besides its type: what it is for, what it allows, what it usually is. */
export function fieldHint(property: JsonObject): string | null {
  const { description } = property;
  const rules = [...lengthRules(property), ...rangeRules(property), ...otherRules(property)];
  const sentences = [typeof description === 'string' ? description : '', rules.join(', ')]
    .filter((text) => text !== '')
    .map(asSentence);
  return sentences.length === 0 ? null : sentences.join(' ');
}

function lengthRules({ minLength, maxLength }: JsonObject): readonly string[] {
  const range = rangeText(minLength, maxLength);
  // That it must not be empty is what everybody expects of a field.
  if (range === null || (minLength === 1 && maxLength === undefined)) return [];
  return [`${range} characters`];
}

function rangeRules(property: JsonObject): readonly string[] {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = property;
  return [
    rangeText(minimum, maximum),
    typeof exclusiveMinimum === 'number' ? `more than ${exclusiveMinimum}` : null,
    typeof exclusiveMaximum === 'number' ? `less than ${exclusiveMaximum}` : null,
    typeof multipleOf === 'number' ? `a multiple of ${multipleOf}` : null,
  ].filter((rule) => rule !== null);
}

function rangeText(least: Json | undefined, most: Json | undefined): string | null {
  if (typeof least === 'number' && typeof most === 'number') return `${least} to ${most}`;
  if (typeof least === 'number') return `at least ${least}`;
  return typeof most === 'number' ? `at most ${most}` : null;
}

/** Formats by example, because their names are known only to those who write schemas. */
const FORMATS: Readonly<Record<string, string>> = {
  date: 'like 2026-11-26',
  time: 'like 03:00:00Z',
  'date-time': 'like 2026-11-26T03:00:00Z',
  email: 'like ada@example.org',
  uri: 'like https://example.org/tea',
  uuid: 'like 6f1ed002-ab5f-4a2c-9d0c-3f2b8a1c9e57',
};

function otherRules(property: JsonObject): readonly string[] {
  const { format, pattern } = property;
  return [
    typeof format === 'string' ? (FORMATS[format] ?? `format ${format}`) : null,
    typeof pattern === 'string' ? `matches ${pattern}` : null,
    property['default'] === undefined ? null : `usually ${defaultText(property['default'])}`,
  ].filter((rule) => rule !== null);
}

function defaultText(value: Json): string {
  return typeof value === 'string' && value !== '' ? value : JSON.stringify(value);
}
