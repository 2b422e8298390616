import type { Json, JsonObject } from '#shared/lib/json.ts';
import { isJsonObject } from '#shared/lib/json.ts';
import { capitalise } from '#renderer/lib/capitalise.ts';
import type { JsonTextFault } from '#renderer/lib/json-text-fault.ts';
import { jsonTextFault } from '#renderer/lib/json-text-fault.ts';
import type { InputField } from '#renderer/parts/input/input-schema.ts';

/*
 * An input while a person writes it, as fields or as JSON. Whatever they type is kept as they typed it, also while it
 * is no JSON or no number yet; `input` is what it meant when it last meant something.
 */
export interface InputDraft {
  readonly input: JsonObject;
  /** As JSON, laid out as it was typed. */
  readonly text: string;
  /** Why `text` is no input; `input` is then older than `text`. */
  readonly fault: JsonTextFault | null;
  /** Fields whose text is not how their value would be written, such as `1.` on the way to `1.5`. */
  readonly typed: Readonly<Record<string, string>>;
}

export function draftOf(input: JsonObject): InputDraft {
  return { input, text: JSON.stringify(input, null, 2), fault: null, typed: {} };
}

/** The draft after its JSON was typed into. */
export function withText(draft: InputDraft, text: string): InputDraft {
  const fault = jsonTextFault(text);
  if (fault !== null) return { ...draft, text, fault };
  const value = JSON.parse(text) as Json;
  if (isJsonObject(value)) return { input: value, text, fault: null, typed: {} };
  return { ...draft, text, fault: { line: 1, reason: 'an input begins with { and ends with }' } };
}

/** The draft after a value was chosen. */
export function withValue(draft: InputDraft, name: string, value: Json): InputDraft {
  return { ...draftOf({ ...draft.input, [name]: value }), typed: without(draft.typed, name) };
}

/** The draft after a field was typed into; an empty field is none. */
export function withFieldText(draft: InputDraft, field: InputField, text: string): InputDraft {
  const { name } = field;
  const value = isNumeric(field) ? (toNumber(text) ?? text) : text;
  const input = text === '' ? without(draft.input, name) : { ...draft.input, [name]: value };
  const others = without(draft.typed, name);
  const isAsWritten = text === '' || toFieldText(value) === text;
  return { ...draftOf(input), typed: isAsWritten ? others : { ...others, [name]: text } };
}

/** What stands in a field. */
export function fieldTextOf({ input, typed }: InputDraft, { name }: InputField): string {
  return typed[name] ?? toFieldText(input[name]);
}

/** What is wrong with a field before anybody is asked, as one sentence. */
export function fieldProblemOf({ input }: InputDraft, field: InputField): string | null {
  const value = input[field.name];
  if (value === undefined || !isNumeric(field)) return null;
  if (field.kind === 'integer') {
    return Number.isInteger(value) ? null : 'This has to be a whole number, such as 42.';
  }
  return typeof value === 'number' ? null : 'This has to be a number, such as 1.5.';
}

/** Why the draft cannot be sent yet; `null` if it can. Everything else is for the engine to decide. */
export function draftProblemOf(
  draft: InputDraft,
  fields: readonly InputField[] | null,
): string | null {
  if (draft.fault !== null) return `The input is no JSON: ${faultText(draft.fault)}`;
  const wrong = fields?.find((field) => fieldProblemOf(draft, field) !== null);
  return wrong === undefined ? null : `${capitalise(wrong.title)} has to be a number.`;
}

/** `line 3, a comma is missing before "order".` */
export function faultText({ line, reason }: JsonTextFault): string {
  return `line ${line}, ${reason}.`;
}

function isNumeric({ kind }: InputField): boolean {
  return kind === 'number' || kind === 'integer';
}

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

function toNumber(text: string): number | null {
  return NUMBER.test(text.trim()) ? Number(text) : null;
}

export function toFieldText(value: Json | undefined): string {
  if (value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function without<Value>(
  values: Readonly<Record<string, Value>>,
  name: string,
): Readonly<Record<string, Value>> {
  return Object.fromEntries(Object.entries(values).filter(([other]) => other !== name));
}
