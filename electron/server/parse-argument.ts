import { readFileSync } from 'node:fs';
import { InvalidArgumentError } from 'commander';
import type { Run } from '#shared/contract/run-schema.ts';
import { parseDuration } from '#shared/lib/duration.ts';
import { isJsonObject } from '#shared/lib/json.ts';

/** Reads a whole number within bounds; the command line refuses anything else. */
export function parseCount(minimum: number, maximum: number): (text: string) => number {
  return (text) => {
    const count = Number(text);
    if (/^\d+$/.test(text) && count >= minimum && count <= maximum) return count;
    throw new InvalidArgumentError(`It must be a whole number from ${minimum} to ${maximum}.`);
  };
}

/** Reads a span of time, such as `12h` or `7d`, as milliseconds. */
export function parseSpan(text: string): number {
  const ms = parseDuration(text);
  if (ms !== null && ms > 0) return ms;
  throw new InvalidArgumentError('It must be a span of time, such as 12h or 7d.');
}

/** Reads an input, a JSON object: as it is written, from a file (`@file`) or from standard input (`-`). */
export function parseInput(argument: string): Run['input'] {
  const text = inputText(argument);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new InvalidArgumentError('It must be a JSON object, such as \'{"customer": 42}\'.');
  }
  if (isJsonObject(value)) return value as Run['input'];
  throw new InvalidArgumentError('It must be a JSON object, not another kind of JSON value.');
}

function inputText(argument: string): string {
  if (argument !== '-' && !argument.startsWith('@')) return argument;
  const file = argument.slice(1);
  try {
    return readFileSync(argument === '-' ? process.stdin.fd : file, 'utf8');
  } catch {
    throw new InvalidArgumentError(
      `It says where to read it, and ${file || 'standard input'} cannot be read.`,
    );
  }
}
