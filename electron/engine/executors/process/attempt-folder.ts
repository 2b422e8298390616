/**
 * What an attempt leaves on disk, in `<dataFolder>/attempts/<token>/`:
 *
 * - `claim`: whoever creates it decides what becomes of the attempt, and nobody can do so twice. The keeper
 *   claims an attempt to start it, and adds which process that became, in one write: it is there whole or not
 *   at all. An engine claims one to void it: from then on it cannot start.
 * - `exit.json`: how it ended, renamed into its place, so that it too is there whole or not at all.
 * - `output*.log`: its output.
 * - `output.json`: what the process hands on, where it wrote that.
 *
 * None of them is synced. After a power loss the claim of work that had begun may be missing, which is why
 * recovery concludes nothing from a missing claim of an earlier start of the machine.
 */
import {
  closeSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import type { AttemptOutput } from '#shared/domain/attempt-output.ts';
import { ID_PATTERN } from '#shared/lib/branded.ts';
import type { AttemptToken } from '#engine/core/executor.ts';
import type { ProcessIdentity } from '#engine/executors/process/process-identity.ts';

/** How a process ended, or why there was none. */
export type ExitRecord =
  | {
      readonly kind: 'exit';
      readonly code: number | null;
      readonly signal: string | null;
      readonly endedBy: 'itself' | 'timeout' | 'cancel';
      /** Of what it wrote to standard error, or else to standard output. */
      readonly lastLine: string;
      /** What it hands on; an older keeper leaves it out. */
      readonly output?: AttemptOutput | null;
      readonly endedAt: number;
    }
  | { readonly kind: 'spawn_error'; readonly message: string; readonly endedAt: number };

export type Claim =
  | { readonly kind: 'voided' }
  /** `identity` is null where the keeper died between starting the process and noting it. */
  | { readonly kind: 'claimed'; readonly identity: ProcessIdentity | null };

/** Throws on a token that is none: no path is built from input. */
export function attemptFolderOf(dataFolder: string, token: AttemptToken): string {
  if (!ID_PATTERN.test(token)) throw new Error(`${JSON.stringify(token)} is no attempt token`);
  return join(dataFolder, 'attempts', token);
}

/** The claim's file descriptor; `null` if somebody else has claimed the attempt. */
export function claimAttempt(folder: string): number | null {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  try {
    return openSync(join(folder, 'claim'), 'wx', 0o600);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return null;
    throw error;
  }
}

/** Ends the claiming; without an identity there is no process to name. */
export function closeClaim(fd: number, identity: ProcessIdentity | null): void {
  try {
    if (identity !== null) writeSync(fd, JSON.stringify({ kind: 'claimed', identity }));
  } finally {
    closeSync(fd);
  }
}

/** Makes it impossible that the attempt ever starts; false if it was claimed before. */
export function voidAttempt(folder: string): boolean {
  const fd = claimAttempt(folder);
  if (fd === null) return false;
  try {
    writeSync(fd, JSON.stringify({ kind: 'voided' }));
  } finally {
    closeSync(fd);
  }
  return true;
}

/** The claim of an attempt that is known to be claimed. */
export function readClaim(folder: string): Claim {
  const claim = readJson(join(folder, 'claim')) as Claim | null;
  return claim ?? { kind: 'claimed', identity: null };
}

export function writeExitRecord(folder: string, record: ExitRecord): void {
  const path = join(folder, 'exit.json');
  writeFileSync(`${path}.new`, JSON.stringify(record), { mode: 0o600 });
  renameSync(`${path}.new`, path);
}

/** `null` as long as the attempt has not ended, or was cut short by a power loss. */
export function readExitRecord(folder: string): ExitRecord | null {
  return readJson(join(folder, 'exit.json')) as ExitRecord | null;
}

/** Only our own processes write here; what does not parse was cut short, and counts as not written. */
function readJson(path: string): unknown {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
