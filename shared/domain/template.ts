import { Refusal } from '#shared/domain/refusal.ts';
import { isJsonObject } from '#shared/lib/json.ts';
import type { Json, JsonObject } from '#shared/lib/json.ts';
import { shorten } from '#shared/lib/shorten.ts';

/*
 * `{{input.a.b}}` stands for a value of the input, and nothing else may stand in braces. A string is taken as
 * it is, a number or boolean as its text, `null` as nothing, and an object or a list as JSON. A field that
 * the input lacks is refused, so that no request is ever made from half of what it needs.
 */

const BRACES = /\{\{(.*?)\}\}/gs;
/** `{{input.}}` and `{{input.a.}}`: begun, and not ended. */
const NAMELESS_PATH = /^\s*input\.(?:[\p{L}\p{N}_$-]+\.)*\s*$/u;
const INPUT_PATH = /^\s*input\.([\p{L}\p{N}_$-]+(?:\.[\p{L}\p{N}_$-]+)*)\s*$/u;

/** What a template is for, and how values are made safe to stand in it. */
export interface TemplateUse {
  /** For sentences: `the effect`, `the target`. */
  readonly purpose: string;
  /** Applied to each value, never to the template's own text. */
  readonly encode?: (text: string) => string;
}

/** The paths below `input` that a template names, like `order.id`; refuses one that names anything else. */
export function templateFields(template: string, purpose: string): readonly string[] {
  const paths = Array.from(template.matchAll(BRACES), ([braces, inner = '']) => {
    const path = INPUT_PATH.exec(inner)?.[1];
    if (path !== undefined) return path;
    throw refusal(`${shorten(braces, 64)} cannot stand in ${purpose}: ${faultOf(inner)}`);
  });
  if (template.replace(BRACES, '').includes('{{')) {
    throw refusal(`a {{ in ${purpose} is never closed by }}`);
  }
  return [...new Set(paths)];
}

function faultOf(inner: string): string {
  return NAMELESS_PATH.test(inner)
    ? 'the name of a field is missing behind the dot'
    : 'only {{input.…}} may';
}

/** The template with the input's values in it; refuses an input that lacks one of its fields. */
export function renderTemplate(template: string, input: JsonObject, use: TemplateUse): string {
  if (!template.includes('{{')) return template;
  const { purpose, encode = asItIs } = use;
  return template.replace(BRACES, (_braces, inner: string) => {
    const path = INPUT_PATH.exec(inner)?.[1] ?? inner;
    const value = inputValue(input, path);
    if (value !== undefined) return encode(toText(value));
    throw new Refusal(
      'invalid_input',
      `the input has no field "${path}", which ${purpose} needs`,
      `input.${path}`,
    );
  });
}

/** The value at a path like `order.id` or `items.0`; `undefined` if there is none. */
export function inputValue(input: JsonObject, path: string): Json | undefined {
  let value: Json | undefined = input;
  for (const name of path.split('.')) value = fieldOf(value, name);
  return value;
}

function fieldOf(value: Json | undefined, name: string): Json | undefined {
  if (isJsonList(value)) return /^\d+$/.test(name) ? value[Number(name)] : undefined;
  return isJsonObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

/** A value of the input as text. */
export function toText(value: Json): string {
  if (value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function asItIs(text: string): string {
  return text;
}

function isJsonList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

function refusal(sentence: string): Refusal {
  return new Refusal('invalid_input', sentence);
}
