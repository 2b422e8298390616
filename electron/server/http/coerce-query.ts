import { z } from 'zod';

type JsonSchema = z.core.JSONSchema.BaseSchema;

const schemas = new WeakMap<z.core.$ZodType, JsonSchema>();

/**
 * A query string knows nothing but text. Reads each of its values as what the operation's schema asks for:
 * numbers, `true` and `false`, `null`, and a list of one where it is given once. What does not fit stays as it
 * is, for the schema to refuse. The body of a command is JSON and says by itself what it means.
 */
export function coerceQuery(schema: unknown, query: unknown): unknown {
  if (!(schema instanceof z.core.$ZodType) || typeof query !== 'object' || query === null) {
    return query;
  }
  const { properties = {} } = jsonSchemaOf(schema);
  const entries = Object.entries(query).map(([name, value]): [string, unknown] => {
    const property = Object.hasOwn(properties, name) ? properties[name] : undefined;
    return [name, typeof property === 'object' ? coerce(property, value) : value];
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
  if (types.has('array')) return Array.isArray(value) ? value : [value];
  if (typeof value !== 'string') return value;
  if (value === 'null' && types.has('null')) return null;
  if (types.has('boolean') && (value === 'true' || value === 'false')) return value === 'true';
  const isNumeric = types.has('integer') || types.has('number');
  return isNumeric && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value;
}

function typesOf({ type, anyOf = [] }: JsonSchema): ReadonlySet<string> {
  return new Set([type ?? [], ...anyOf.map(({ type }) => type ?? [])].flat());
}
