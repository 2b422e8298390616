import type { Problem } from '#shared/domain/problem.ts';
import { didYouMean } from '#shared/lib/did-you-mean.ts';
import { joinPlace } from '#shared/lib/place.ts';
import type { PlaceStep } from '#shared/lib/place.ts';
import { quoted } from '#shared/lib/quoted.ts';

/*
 * How a definition is read: every value travels with its place and with the list of problems found so far.
 * A reader that dislikes a value adds a problem and answers `null`, as it does for a value that is not
 * there; reading goes on, so that all problems of a definition are found at once.
 */

/** A value as it was written, not checked yet. */
export interface RawField {
  readonly value: unknown;
  readonly place: string;
  /** What sentences call it: `timeout`, `args[2]`, `env.LANG`. */
  readonly name: string;
  /** Grows while reading. */
  readonly problems: Problem[];
}

/** The fields of one object, all of them known ones. */
export interface RawFields {
  /** The object itself. */
  readonly self: RawField;
  has(name: string): boolean;
  /** `null` when it was not given. */
  at(name: string): RawField | null;
}

/** Adds a problem at the field. */
export function refuse(field: RawField, message: string): null {
  field.problems.push({ place: field.place, message });
  return null;
}

/** A value inside the field, with a name of its own. */
export function childOf(field: RawField, step: PlaceStep, value: unknown, name: string): RawField {
  return { value, name, place: joinPlace(field.place, step), problems: field.problems };
}

/** Opens an object; each field of it that is not among `known` is a problem. */
export function readFields(field: RawField | null, known: readonly string[]): RawFields | null {
  if (field === null) return null;
  const { value } = field;
  if (!isPlainObject(value)) return refuseKind(field, 'a set of fields');
  for (const name of Object.keys(value).filter((key) => !known.includes(key))) {
    const unknown = `unknown field ${quoted(name)}${didYouMean(name, known)}`;
    refuse(childOf(field, name, null, name), unknown);
  }
  const has = (name: string) => Object.hasOwn(value, name) && value[name] !== undefined;
  return {
    self: field,
    has,
    at: (name) => (has(name) ? childOf(field, name, value[name], name) : null),
  };
}

/** A field that has to be there. */
export function readRequired(fields: RawFields, name: string): RawField | null {
  const field = fields.at(name);
  if (field === null) refuse(childOf(fields.self, name, null, name), `${name} is missing`);
  return field;
}

/** `priority is a whole number, not "high"`. */
export function refuseKind(field: RawField, wanted: string, hint = ''): null {
  if (field.value === null) {
    return refuse(field, `${field.name} has no value: leave it out, or give it one`);
  }
  return refuse(field, `${field.name} is ${wanted}, not ${shownValue(field.value)}${hint}`);
}

export function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}

function shownValue(value: unknown): string {
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return 'a list';
  return isPlainObject(value) ? 'a set of fields' : 'a value of another kind';
}
