import { toCanonicalJson } from '#shared/lib/json.ts';
import type { Json, JsonObject } from '#shared/lib/json.ts';

/** One field that differs between two inputs; a side that lacks the field leaves its value out. */
export interface InputDifference {
  readonly path: string;
  readonly before?: Json;
  readonly after?: Json;
}

/** What an edit changed in an input, field by field, nested objects by their paths. */
export function inputDifferences(
  before: JsonObject,
  after: JsonObject,
  prefix = '',
): readonly InputDifference[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return keys.flatMap((key) => differencesOf(before[key], after[key], `${prefix}${key}`));
}

function differencesOf(
  before: Json | undefined,
  after: Json | undefined,
  path: string,
): readonly InputDifference[] {
  if (isObject(before) && isObject(after)) return inputDifferences(before, after, `${path}.`);
  if (before !== undefined && after !== undefined) {
    const isEqual = toCanonicalJson(before) === toCanonicalJson(after);
    return isEqual ? [] : [{ path, before, after }];
  }
  return [
    {
      path,
      ...(before === undefined ? {} : { before }),
      ...(after === undefined ? {} : { after }),
    },
  ];
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
