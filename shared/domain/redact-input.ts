import { redactUrl } from '#shared/domain/redact-url.ts';
import { isSecretName, MASK } from '#shared/domain/secret-name.ts';
import { isJsonObject } from '#shared/lib/json.ts';
import type { Json, JsonObject } from '#shared/lib/json.ts';

const URL_START = /^\s*[a-z][a-z0-9+.-]*:\/\//i;

/** The input as it may be shown: the values of secret-looking fields masked, however deep they stand. */
export function redactInput(input: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(input).map(([name, value]) => [name, redactField(name, value)]),
  );
}

/** One value of an input as it may be shown. */
export function redactField(name: string, value: Json): Json {
  if (isSecretName(name) && value !== null) return MASK;
  if (typeof value === 'string') return URL_START.test(value) ? redactUrl(value) : value;
  if (isJsonObject(value)) return redactInput(value);
  return Array.isArray(value) ? value.map((item: Json) => redactField('', item)) : value;
}
