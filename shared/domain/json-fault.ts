import type { Problem } from '#shared/domain/problem.ts';
import { isPlainObject } from '#shared/domain/raw-field.ts';
import { joinPlace } from '#shared/lib/place.ts';

/** Deeper than any input that a person can read; it also ends the search in a value that contains itself. */
const MAX_DEPTH = 64;

/** The first part of a value that JSON would lose or change; `null` if there is none. */
export function jsonFault(value: unknown, place: string, depth = 0): Problem | null {
  if (depth > MAX_DEPTH) {
    return { place, message: `this is nested more than ${MAX_DEPTH} levels deep` };
  }
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return null;
  if (typeof value === 'number') return numberFault(value, place);
  if (!Array.isArray(value) && !isPlainObject(value)) {
    return { place, message: 'this is not a value that JSON knows' };
  }
  const steps = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  for (const [step, inner] of steps) {
    const fault = jsonFault(inner, joinPlace(place, step), depth + 1);
    if (fault !== null) return fault;
  }
  return null;
}

function numberFault(value: number, place: string): Problem | null {
  if (!Number.isFinite(value))
    return { place, message: `${value} is not a number that JSON knows` };
  if (!Number.isInteger(value) || Number.isSafeInteger(value)) return null;
  return { place, message: 'a whole number beyond 2^53 loses digits: write it in quotes' };
}
