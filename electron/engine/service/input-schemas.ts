import { createRequire } from 'node:module';
import type { ErrorObject, ValidateFunction } from 'ajv';
import type * as Ajv from 'ajv/dist/2020.js';
import type { Json, JsonObject } from '#shared/lib/json.ts';
import { joinPlace } from '#shared/lib/place.ts';
import { Refusal } from '#shared/domain/refusal.ts';

/** Holds inputs against the JSON Schemas of their jobs. */
export interface InputSchemas {
  /** Refuses a schema that is none. */
  checkSchema(schema: Json, place: string): void;
  /** Refuses an input that its schema does not allow; `null` allows everything. */
  checkInput(schema: Json | null, input: JsonObject, place: string): void;
}

const require = createRequire(import.meta.url);

/** Loaded with the first schema: an engine without any does not pay for it. */
const loadAjv = () => require('ajv/dist/2020.js') as typeof Ajv;

/** Schemas are compiled once; this many stay compiled. */
const KEPT = 200;

export function createInputSchemas(): InputSchemas {
  const kept = new Map<string, ValidateFunction>();

  function compile(schema: Json, place: string): ValidateFunction {
    const text = JSON.stringify(schema);
    const known = kept.get(text);
    if (known !== undefined) return known;
    const validate = compileNew(schema, place);
    kept.set(text, validate);
    const [oldest] = kept.keys();
    if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest);
    return validate;
  }

  return {
    checkSchema: (schema, place) => void compile(schema, place),
    checkInput(schema, input, place) {
      if (schema === null) return;
      const validate = compile(schema, place);
      if (validate(input)) return;
      const [first] = validate.errors ?? [];
      throw new Refusal('invalid_input', sentence(first), place + pathOf(first));
    },
  };
}

/** A fresh validator for each schema, so that two schemas with one `$id` do not meet. */
function compileNew(schema: Json, place: string): ValidateFunction {
  const { Ajv2020 } = loadAjv();
  const ajv = new Ajv2020({
    strict: false,
    allErrors: false,
    validateFormats: false,
    logger: false,
  });
  try {
    if (typeof schema !== 'boolean' && (typeof schema !== 'object' || schema === null)) {
      throw new Error('it is neither an object nor true or false');
    }
    const plain = withoutDialect(schema) as object;
    if (ajv.validateSchema(plain) !== true) throw faultOf(ajv.errors?.at(0), place);
    return ajv.compile(plain);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    const because = error instanceof Error ? error.message : String(error);
    throw new Refusal('invalid_input', `this is not a JSON Schema: ${because}`, place);
  }
}

/** The place inside the schema, and what is wrong there. */
function faultOf(error: ErrorObject | undefined, place: string): Refusal {
  const steps = (error?.instancePath ?? '').split('/').slice(1);
  const at = steps.reduce(
    (parent, step) => joinPlace(parent, /^\d+$/.test(step) ? Number(step) : step),
    place,
  );
  const allowed: unknown = error?.keyword === 'enum' ? error.params['allowedValues'] : undefined;
  const because = Array.isArray(allowed)
    ? `must be one of ${allowed.join(', ')}`
    : (error?.message ?? 'is not understood');
  const subject = steps.at(-1) ?? 'it';
  return new Refusal('invalid_input', `this is not a JSON Schema: ${subject} ${because}`, at);
}

/** Draft-07 schemas are read by the rules of 2020-12, which differ only where nobody notices in an input form. */
function withoutDialect(schema: Json): Json {
  if (typeof schema !== 'object' || schema === null || Array.isArray(schema)) return schema;
  return Object.fromEntries(Object.entries(schema).filter(([key]) => key !== '$schema'));
}

function sentence(error: ErrorObject | undefined): string {
  if (error === undefined) return 'the input does not match the schema';
  if (error.keyword === 'required') {
    const { missingProperty } = error.params as { missingProperty: string };
    return `the input lacks "${missingProperty}", which the job requires`;
  }
  if (error.keyword === 'additionalProperties') {
    const { additionalProperty } = error.params as { additionalProperty: string };
    return `the input has "${additionalProperty}", which the job does not know`;
  }
  const field = error.instancePath.slice(1).replaceAll('/', '.');
  const subject = field === '' ? 'the input' : `"${field}" in the input`;
  return `${subject} ${error.message ?? 'does not match the schema'}`;
}

function pathOf(error: ErrorObject | undefined): string {
  return (error?.instancePath ?? '').replaceAll('/', '.');
}
