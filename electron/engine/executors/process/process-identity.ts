/**
 * Which process a process number meant. Numbers are used again, within minutes on a busy machine, so a process
 * is named by its number, the time it started, and the start of the machine that both belong to. Where one of
 * them is not known, nobody may conclude from the number alone that it is still the same process.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { readProcStat } from '#engine/executors/process/proc-stat.ts';

export interface ProcessIdentity {
  readonly pid: number;
  /** In whatever form the system gives it; only ever compared. */
  readonly startTime: string | null;
  readonly bootId: string | null;
}

let knownBootId: string | null | undefined;

/** Names the present start of this machine; `null` where the system does not tell (Windows). */
export function bootId(): string | null {
  if (knownBootId === undefined) knownBootId = readBootId();
  return knownBootId;
}

/** The identity of a process that is known to live at this moment. */
export function identityOf(pid: number): ProcessIdentity {
  return { pid, startTime: readStartTime(pid), bootId: bootId() };
}

/** Whether the process is certainly still there, be it as a zombie; what is not known counts as no. */
export function isStillThere(identity: ProcessIdentity): boolean {
  if (identity.bootId === null || identity.bootId !== bootId()) return false;
  return identity.startTime !== null && identity.startTime === readStartTime(identity.pid);
}

function readBootId(): string | null {
  switch (process.platform) {
    case 'linux':
      return orNull(() => readFileSync('/proc/sys/kernel/random/boot_id', 'latin1'));
    case 'darwin':
      return orNull(() => askSystem('sysctl', '-n', 'kern.bootsessionuuid'));
    default:
      return null;
  }
}

function readStartTime(pid: number): string | null {
  switch (process.platform) {
    case 'linux':
      return readProcStat(pid)?.startTime ?? null;
    case 'darwin':
      return orNull(() => askSystem('ps', '-o', 'lstart=', '-p', String(pid)));
    default:
      return null;
  }
}

function askSystem(program: string, ...args: readonly string[]): string {
  const env = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C', TZ: 'UTC' };
  return execFileSync(program, args, {
    encoding: 'latin1',
    env,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
}

function orNull(read: () => string): string | null {
  try {
    return read().trim() || null;
  } catch {
    return null;
  }
}
