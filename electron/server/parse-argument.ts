import { InvalidArgumentError } from 'commander';
import type { Run } from '#shared/contract/run-schema.ts';
import { isJsonObject } from '#shared/lib/json.ts';

/** Reads a whole number within bounds; the command line refuses anything else. */
export function parseCount(minimum: number, maximum: number): (text: string) => number {
  return (text) => {
    const count = Number(text);
    if (/^\d+$/.test(text) && count >= minimum && count <= maximum) return count;
    throw new InvalidArgumentError(`It must be a whole number from ${minimum} to ${maximum}.`);
  };
}

/** Reads an input as it is written on the command line, a JSON object. */
export function parseInput(text: string): Run['input'] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new InvalidArgumentError('It must be a JSON object, such as \'{"customer": 42}\'.');
  }
  if (isJsonObject(value)) return value as Run['input'];
  throw new InvalidArgumentError('It must be a JSON object, not another kind of JSON value.');
}
