import { jsonFault } from '#shared/domain/json-fault.ts';
import { isJsonObject } from '#shared/lib/json.ts';
import type { JsonObject } from '#shared/lib/json.ts';

/*
 * What a run hands on to the one after it: a JSON object. It is the whole of what the work said or was answered,
 * or else the last line of it, so that a script may talk before it answers.
 */

/** More belongs into a file whose name is handed on. */
export const MAX_OUTPUT_BYTES = 65_536;

/** What an executor has kept of an output: its end, at most `MAX_OUTPUT_BYTES` of it. */
export interface OutputText {
  readonly text: string;
  /** Nothing before it was dropped. */
  readonly isWhole: boolean;
}

/** The output of an attempt: its value, or in what it falls short though it was meant as one. */
export type AttemptOutput =
  | { readonly value: JsonObject; readonly fault: null }
  | { readonly value: null; readonly fault: string };

/** `null` where there is none: what the work says is then meant for people. */
export function parseOutput({ text, isWhole }: OutputText): AttemptOutput | null {
  const trimmed = text.trim();
  const lineAt = trimmed.lastIndexOf('\n') + 1;
  const whole = isWhole ? parseValue(trimmed) : null;
  if (whole !== null) return whole;
  if (lineAt > 0) return parseValue(trimmed.slice(lineAt).trim());
  return isWhole ? null : faulty('it is longer than 64 KB');
}

function parseValue(text: string): AttemptOutput | null {
  if (!text.startsWith('{') && !text.startsWith('[')) return null;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isJsonObject(value)) return faulty('it is a list, and an input is a set of fields');
  const fault = jsonFault(value, '');
  return fault === null ? { value, fault: null } : faulty(`${fault.place}: ${fault.message}`);
}

function faulty(fault: string): AttemptOutput {
  return { value: null, fault };
}
