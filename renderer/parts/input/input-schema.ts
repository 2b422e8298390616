import type { JsonObject } from '#shared/lib/json.ts';
import { isJsonObject } from '#shared/lib/json.ts';

/** One field of an input that a form can ask for. */
export interface InputField {
  readonly name: string;
  readonly kind: 'text' | 'number' | 'integer' | 'boolean' | 'choice';
  readonly title: string;
  readonly description: string | null;
  readonly isRequired: boolean;
  /** What may be chosen, for `choice`. */
  readonly choices: readonly (string | number)[];
}

const KINDS: ReadonlyMap<unknown, InputField['kind']> = new Map([
  ['string', 'text'],
  ['number', 'number'],
  ['integer', 'integer'],
  ['boolean', 'boolean'],
]);

/**
 * The fields of a schema whose properties are all plain values; `null` where there is no schema, or one that only
 * JSON can satisfy. The form never decides what is valid: the engine does, by the whole schema.
 */
export function toInputFields(schema: unknown): readonly InputField[] | null {
  if (!isJsonObject(schema) || !isJsonObject(schema['properties'])) return null;
  const required = Array.isArray(schema['required']) ? schema['required'] : [];
  const fields = Object.entries(schema['properties']).map(([name, property]) =>
    toField(name, property, required.includes(name)),
  );
  return fields.every((field) => field !== null) && fields.length > 0 ? fields : null;
}

function toField(name: string, property: unknown, isRequired: boolean): InputField | null {
  if (!isJsonObject(property)) return null;
  const { title, description } = property;
  const facts = {
    name,
    title: typeof title === 'string' ? title : name,
    description: typeof description === 'string' ? description : null,
    isRequired,
  };
  const choices = property['enum'];
  if (Array.isArray(choices) && choices.every(isChoice))
    return { ...facts, kind: 'choice', choices };
  const kind = KINDS.get(property['type']);
  return kind === undefined ? null : { ...facts, kind, choices: [] };
}

function isChoice(value: unknown): value is string | number {
  return typeof value === 'string' || typeof value === 'number';
}

/** A field's text as the value it stands for; what is no number stays text, for the engine to refuse by name. */
export function withFieldText(input: JsonObject, field: InputField, text: string): JsonObject {
  if (text === '') {
    return Object.fromEntries(Object.entries(input).filter(([name]) => name !== field.name));
  }
  const number = Number(text);
  const isNumber = field.kind === 'number' || field.kind === 'integer';
  return { ...input, [field.name]: isNumber && !Number.isNaN(number) ? number : text };
}
