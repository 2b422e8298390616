import { createRequire } from 'node:module';
import type { ErrorObject, ValidateFunction } from 'ajv';
import type * as Ajv from 'ajv/dist/2020.js';
import type { Json, JsonObject } from '#shared/lib/json.ts';
import { joinPlace } from '#shared/lib/place.ts';
import type { Problem } from '#shared/domain/problem.ts';
import { Refusal } from '#shared/domain/refusal.ts';

/** Holds inputs against the JSON Schemas of their jobs. */
export interface InputSchemas {
  /** Refuses a schema that is none. */
  checkSchema(schema: Json, place: string): void;
  /** Refuses an input that its schema does not allow; `null` allows everything. */
  checkInput(schema: Json | null, input: JsonObject, place: string): void;
}

/** An input that was refused, with what is wrong at each of its places. */
export class RefusedInput extends Refusal {
  readonly problems: readonly Problem[];

  constructor(errors: readonly ErrorObject[], place: string) {
    const [first] = errors;
    super('invalid_input', sentence(first), placeOf(first, place));
    this.problems = errors.map((error) => ({
      place: placeOf(error, place),
      message: sentence(error),
    }));
  }
}

/** More problems than this help nobody. */
const MOST_TOLD = 20;

/** One error for each place, and one for what could be satisfied in several ways. */
function toldErrors(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  const seen = new Set<string>();
  const told: ErrorObject[] = [];
  for (const error of errors) {
    const [choice] = /^.*?\/(?:anyOf|oneOf)(?=\/|$)/.exec(error.schemaPath) ?? [];
    const key = choice ?? placeOf(error, '');
    // That a branch was not satisfied is told by what it lacks.
    if (seen.has(key) || (error.keyword === 'if' && told.length > 0)) continue;
    seen.add(key);
    told.push(error);
    if (told.length === MOST_TOLD) break;
  }
  return told;
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
      throw new RefusedInput(toldErrors(validate.errors ?? []), place);
    },
  };
}

/** A fresh validator for each schema, so that two schemas with one `$id` do not meet. */
function compileNew(schema: Json, place: string): ValidateFunction {
  const { Ajv2020 } = loadAjv();
  const ajv = new Ajv2020({
    strict: false,
    allErrors: true,
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
  const at = placeOf(error, place);
  const allowed: unknown = error?.keyword === 'enum' ? error.params['allowedValues'] : undefined;
  const because = Array.isArray(allowed)
    ? `must be one of ${allowed.join(', ')}`
    : (error?.message ?? 'is not understood');
  const subject = stepsOf(error).at(-1) ?? 'it';
  return new Refusal('invalid_input', `this is not a JSON Schema: ${subject} ${because}`, at);
}

/** Draft-07 schemas are read by the rules of 2020-12, which differ only where nobody notices in an input form. */
function withoutDialect(schema: Json): Json {
  if (typeof schema !== 'object' || schema === null || Array.isArray(schema)) return schema;
  return Object.fromEntries(Object.entries(schema).filter(([key]) => key !== '$schema'));
}

function sentence(error: ErrorObject | undefined): string {
  if (error === undefined) return 'the input does not match the schema';
  const { keyword, params, instancePath } = error;
  const { missingProperty, additionalProperty } = params as Readonly<Record<string, string>>;
  if (keyword === 'required') {
    return `the input lacks "${pathBelow(error, missingProperty)}", which the job requires`;
  }
  if (keyword === 'additionalProperties') {
    return `the input has "${pathBelow(error, additionalProperty)}", which the job does not know`;
  }
  const subject = instancePath === '' ? 'the input' : `"${pathBelow(error)}"`;
  return `${subject} ${demandOf(error)}`;
}

const TYPES: Readonly<Record<string, string>> = {
  integer: 'a whole number',
  number: 'a number',
  string: 'text',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  null: 'null',
};

/** What a value must be, in words that need no knowledge of schemas where there are some. */
function demandOf({ keyword, params, message }: ErrorObject): string {
  const { type, limit, allowedValues } = params as Readonly<Record<string, unknown>>;
  if (keyword === 'type') {
    return `must be ${[type]
      .flat()
      .map((name) => TYPES[String(name)] ?? String(name))
      .join(' or ')}`;
  }
  if (keyword === 'enum' && Array.isArray(allowedValues)) {
    return `must be one of ${allowedValues.map((value) => JSON.stringify(value)).join(', ')}`;
  }
  if (keyword === 'minLength' && limit === 1) return 'must not be empty';
  return message ?? 'does not match the schema';
}

/** The steps from the input to what is wrong, the field that is missing or too many last. */
function stepsOf(error: ErrorObject | undefined, last?: string): readonly string[] {
  const pointer = error?.instancePath ?? '';
  const steps = pointer.split('/').slice(1);
  const names = steps.map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  return last === undefined ? names : [...names, last];
}

function pathBelow(error: ErrorObject, last?: string): string {
  return stepsOf(error, last).join('.');
}

function placeOf(error: ErrorObject | undefined, place: string): string {
  const { missingProperty, additionalProperty } = (error?.params ?? {}) as Partial<
    Record<string, string>
  >;
  return stepsOf(error, missingProperty ?? additionalProperty).reduce(
    (parent, step) => joinPlace(parent, /^\d+$/.test(step) ? Number(step) : step),
    place,
  );
}
