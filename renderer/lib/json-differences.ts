import type { Json, JsonObject } from '#shared/lib/json.ts';
import { isJsonObject } from '#shared/lib/json.ts';

export interface JsonDifference {
  /** Such as `customer.address` or `items[2]`. */
  readonly path: string;
  /** Absent where there was nothing. */
  readonly before?: Json;
  /** Absent where there is nothing any more. */
  readonly after?: Json;
}

/** What is different between two values, the deepest places named; lists are compared as wholes. */
export function jsonDifferences(before: Json, after: Json, path = ''): readonly JsonDifference[] {
  if (isJsonObject(before) && isJsonObject(after)) return objectDifferences(before, after, path);
  return JSON.stringify(before) === JSON.stringify(after) ? [] : [{ path, before, after }];
}

function objectDifferences(
  before: JsonObject,
  after: JsonObject,
  path: string,
): readonly JsonDifference[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].flatMap((name) => {
    const place = path === '' ? name : `${path}.${name}`;
    const [was, is] = [before[name], after[name]];
    if (was === undefined) return is === undefined ? [] : [{ path: place, after: is }];
    if (is === undefined) return [{ path: place, before: was }];
    return jsonDifferences(was, is, place);
  });
}
