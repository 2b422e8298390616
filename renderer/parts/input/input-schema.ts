import { isJsonObject } from '#shared/lib/json.ts';
import { fieldHint } from '#renderer/parts/input/field-hint.ts';

/** One field of an input that a form can ask for. */
export interface InputField {
  readonly name: string;
  readonly kind: 'text' | 'number' | 'integer' | 'boolean' | 'choice';
  readonly title: string;
  /** What it is for and what it allows, in a sentence or two. */
  readonly hint: string | null;
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
  const { title } = property;
  const facts = {
    name,
    title: typeof title === 'string' ? title : name,
    hint: fieldHint(property),
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
