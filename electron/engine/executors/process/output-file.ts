import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { MAX_OUTPUT_BYTES, parseOutput } from '#shared/domain/attempt-output.ts';
import type { AttemptOutput } from '#shared/domain/attempt-output.ts';

/** Names the file in the environment of a process. */
export const OUTPUT_VARIABLE = 'NIGHTDESK_OUTPUT';

/** Where the process may write what it hands on, apart from all that it says. */
export function outputFileOf(attemptFolder: string): string {
  return join(attemptFolder, 'output.json');
}

/** `null` where the process left no such file, or an empty one. */
export function readOutputFile(path: string): AttemptOutput | null {
  const text = readBeginning(path);
  if (text === null || text.trim() === '') return null;
  const isWhole = Buffer.byteLength(text) <= MAX_OUTPUT_BYTES;
  if (!isWhole) return { value: null, fault: 'it is longer than 64 KB' };
  const fault = `what was written to ${OUTPUT_VARIABLE} is no JSON object`;
  return parseOutput({ text, isWhole }) ?? { value: null, fault };
}

/** The process may have put anything there: only what cannot keep us waiting is read, and no more than needed. */
function readBeginning(path: string): string | null {
  let fd: number;
  try {
    fd = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  } catch {
    return null;
  }
  try {
    if (!fstatSync(fd).isFile()) return null;
    const bytes = Buffer.alloc(MAX_OUTPUT_BYTES + 1);
    return bytes.toString('utf8', 0, readSync(fd, bytes, 0, bytes.length, 0));
  } catch {
    return null;
  } finally {
    closeSync(fd);
  }
}
