import { z } from 'zod';

type JsonSchema = z.core.JSONSchema.BaseSchema;

const schemas = new WeakMap<z.core.$ZodType, JsonSchema>();

/**
 * A query string knows nothing but text. Reads each of its values as what the operation's schema asks for:
 * numbers, `true` and `false`, `null`, and a list of one where it is given once, within lists and objects too. What
 * does not fit stays as it is, for the schema to refuse. The body of a command is JSON and says by itself what it means.
 */
export function coerceQuery(schema: unknown, query: unknown): unknown {
  if (!(schema instanceof z.core.$ZodType) || typeof query !== 'object' || query === null) {
    return query;
  }
  return coerceObject(jsonSchemaOf(schema), query);
}

function coerceObject({ properties = {} }: JsonSchema, value: object): object {
  const entries = Object.entries(value).map(([name, part]): [string, unknown] => {
    const property = Object.hasOwn(properties, name) ? properties[name] : undefined;
    return [name, typeof property === 'object' ? coerce(property, part) : part];
  });
  return Object.fromEntries(entries);
}

function jsonSchemaOf(schema: z.core.$ZodType): JsonSchema {
  const known = schemas.get(schema);
  if (known !== undefined) return known;
  const made = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  schemas.set(schema, made);
  return made;
}

function coerce(schema: JsonSchema, value: unknown): unknown {
  const types = typesOf(schema);
  if (types.has('array')) {
    const list: readonly unknown[] = Array.isArray(value) ? value : [value];
    return list.map((item) => coerceItem(schema, item));
  }
  if (types.has('object') && typeof value === 'object' && value !== null) {
    return coerceObject(schema, value);
  }
  if (typeof value !== 'string') return value;
  if (value === 'null' && types.has('null')) return null;
  if (types.has('boolean') && (value === 'true' || value === 'false')) return value === 'true';
  const isNumeric = types.has('integer') || types.has('number');
  return isNumeric && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value;
}

function coerceItem({ items }: JsonSchema, item: unknown): unknown {
  return typeof items === 'object' && !Array.isArray(items) ? coerce(items, item) : item;
}

function typesOf({ type, anyOf = [] }: JsonSchema): ReadonlySet<string> {
  return new Set([type ?? [], ...anyOf.map(({ type }) => type ?? [])].flat());
}
