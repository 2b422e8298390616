import { Refusal } from '#shared/domain/refusal.ts';
import { isJsonObject } from '#shared/lib/json.ts';
import type { Json, JsonObject } from '#shared/lib/json.ts';
import { shorten } from '#shared/lib/shorten.ts';

/*
 * `{{input.a.b}}` stands for a value of the input, and nothing else may stand in braces; in the input of a
 * trigger that comes after another job, `{{output.a.b}}` stands for a value of that job's output. A string is
 * taken as it is, a number or boolean as its text, `null` as nothing, and an object or a list as JSON. A field
 * that is lacking is refused, so that no request is ever made from half of what it needs.
 */

/** What a template takes its values from. */
export type TemplateRoot = 'input' | 'output';

const BRACES = /\{\{(.*?)\}\}/gs;
/** `{{input.}}` and `{{input.a.}}`: begun, and not ended. */
const NAMELESS_PATH = /^\s*(?:input|output)\.(?:[\p{L}\p{N}_$-]+\.)*\s*$/u;
const PATH = /^\s*(input|output)\.([\p{L}\p{N}_$-]+(?:\.[\p{L}\p{N}_$-]+)*)\s*$/u;

/** What a template is for, and how values are made safe to stand in it. */
export interface TemplateUse {
  /** For sentences: `the effect`, `the target`. */
  readonly purpose: string;
  /** Applied to each value, never to the template's own text. */
  readonly encode?: (text: string) => string;
  /** `input`, if left out. */
  readonly root?: TemplateRoot;
}

/** The paths below its root that a template names, like `order.id`; refuses one that names anything else. */
export function templateFields(
  template: string,
  purpose: string,
  root: TemplateRoot = 'input',
): readonly string[] {
  const paths = Array.from(template.matchAll(BRACES), ([braces, inner = '']) => {
    const path = pathIn(inner, root);
    if (path !== null) return path;
    throw refusal(`${shorten(braces, 64)} cannot stand in ${purpose}: ${faultOf(inner, root)}`);
  });
  if (template.replace(BRACES, '').includes('{{')) {
    throw refusal(`a {{ in ${purpose} is never closed by }}`);
  }
  return [...new Set(paths)];
}

function pathIn(inner: string, root: TemplateRoot): string | null {
  const [, named, path] = PATH.exec(inner) ?? [];
  return named === root && path !== undefined ? path : null;
}

function faultOf(inner: string, root: TemplateRoot): string {
  return NAMELESS_PATH.test(inner)
    ? 'the name of a field is missing behind the dot'
    : `only {{${root}.…}} may`;
}

/** The template with the values of its root in it; refuses a root that lacks one of its fields. */
export function renderTemplate(template: string, values: JsonObject, use: TemplateUse): string {
  if (!template.includes('{{')) return template;
  const { encode = asItIs, root = 'input' } = use;
  return template.replace(BRACES, (_braces, inner: string) => {
    const value = neededValue(values, pathIn(inner, root) ?? inner, use);
    return encode(toText(value));
  });
}

/** The same, but a template that is the whole text stands for the value itself. */
export function renderValue(template: string, values: JsonObject, use: TemplateUse): Json {
  const inner = /^\{\{((?:(?!\}\}).)*)\}\}$/s.exec(template)?.[1];
  const path = inner === undefined ? null : pathIn(inner, use.root ?? 'input');
  return path === null ? renderTemplate(template, values, use) : neededValue(values, path, use);
}

function neededValue(values: JsonObject, path: string, { purpose, root = 'input' }: TemplateUse) {
  const value = inputValue(values, path);
  if (value !== undefined) return value;
  throw new Refusal(
    'invalid_input',
    `the ${root} has no field "${path}", which ${purpose} needs`,
    `${root}.${path}`,
  );
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
