/**
 * Ending the processes of one attempt: its process group, and on Linux whatever carries its token in its
 * environment, which also finds those that left the group by `setsid`. They are asked with SIGTERM; what is
 * left after the grace is ended with SIGKILL, again and again until a look finds nobody, because one that is
 * just being born escapes the signal but not the next look. Zombies count as gone.
 *
 * A group's number cannot be taken by a stranger while a member is left, and each signal follows a look that
 * saw a member; single processes are compared with their start time in the same turn that signals them.
 */
import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import type { AttemptToken } from '#engine/core/executor.ts';
import { parseProcStat, readProcStat } from '#engine/executors/process/proc-stat.ts';

export const TOKEN_VARIABLE = 'NIGHTDESK_ATTEMPT_TOKEN';

export interface AttemptProcesses {
  /** `null` where the group's number is not known, or no longer certain to mean this group. */
  readonly groupId: number | null;
  readonly token: AttemptToken;
}

interface Stray {
  readonly pid: number;
  readonly startTime: string;
}

interface Found {
  readonly groupId: number | null;
  readonly strays: readonly Stray[];
}

const FIRST_LOOK_MS = 10;
const LAZIEST_LOOK_MS = 250;

/** Resolves once none of them is left. Where one cannot be ended, such as in an uninterruptible wait, it waits on. */
export async function endProcesses(processes: AttemptProcesses, graceMs: number): Promise<void> {
  const killFrom = performance.now() + graceMs;
  let found = await findProcesses(processes, { groupId: processes.groupId, strays: [] });
  signalAll(found, 'SIGTERM');
  for (let lookMs = FIRST_LOOK_MS; !isNobody(found); lookMs = lazier(lookMs)) {
    await delay(lookMs);
    found = await findProcesses(processes, found);
    if (performance.now() >= killFrom) signalAll(found, 'SIGKILL');
  }
}

function lazier(lookMs: number): number {
  return Math.min(lookMs * 2, LAZIEST_LOOK_MS);
}

function isNobody(found: Found): boolean {
  return found.groupId === null && found.strays.length === 0;
}

/** A look that fails, such as for want of file descriptors, has seen nothing new. */
async function findProcesses(
  { groupId, token }: AttemptProcesses,
  foundBefore: Found,
): Promise<Found> {
  if (process.platform === 'linux') {
    return lookThroughProc(groupId, token).catch(() => foundBefore);
  }
  const address = process.platform === 'win32' ? groupId : groupId === null ? null : -groupId;
  return { groupId: address !== null && answers(address) ? groupId : null, strays: [] };
}

/** What may not be signalled belongs to somebody else, or is a zombie on macOS. */
function answers(address: number): boolean {
  return sendSignal(address, 0);
}

async function lookThroughProc(groupId: number | null, token: AttemptToken): Promise<Found> {
  const strays: Stray[] = [];
  let isGroupLeft = false;
  for (const name of await readdir('/proc')) {
    const pid = Number(name);
    if (!Number.isInteger(pid) || pid === process.pid) continue;
    const stat = parseProcStat(await readOrEmpty(`/proc/${pid}/stat`));
    if (stat === null || stat.state === 'Z' || stat.state === 'X') continue;
    if (stat.groupId === groupId) isGroupLeft = true;
    else if (await carriesToken(pid, token)) strays.push({ pid, startTime: stat.startTime });
  }
  return { groupId: isGroupLeft ? groupId : null, strays };
}

async function carriesToken(pid: number, token: AttemptToken): Promise<boolean> {
  const environment = await readOrEmpty(`/proc/${pid}/environ`);
  return `\0${environment}`.includes(`\0${TOKEN_VARIABLE}=${token}\0`);
}

/** Empty for a process that is gone, or not ours to look at. */
async function readOrEmpty(path: string): Promise<string> {
  try {
    return await readFile(path, 'latin1');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (['ENOENT', 'ESRCH', 'EACCES', 'EPERM'].includes(code)) return '';
    throw error;
  }
}

function signalAll(found: Found, signal: 'SIGTERM' | 'SIGKILL'): void {
  if (found.groupId !== null) signalGroup(found.groupId, signal);
  for (const { pid, startTime } of found.strays) {
    if (readProcStat(pid)?.startTime === startTime) sendSignal(pid, signal);
  }
}

function signalGroup(groupId: number, signal: 'SIGTERM' | 'SIGKILL'): void {
  if (process.platform !== 'win32') sendSignal(-groupId, signal);
  else endTree(groupId, signal === 'SIGKILL');
}

/** Windows has no groups and no SIGTERM: the tree of a process is asked, then ended by force. */
function endTree(pid: number, isForced: boolean): void {
  const force = isForced ? ['/F'] : [];
  execFile(
    'taskkill',
    ['/PID', String(pid), '/T', ...force],
    { windowsHide: true },
    () => undefined,
  );
}

function sendSignal(address: number, signal: 'SIGTERM' | 'SIGKILL' | 0): boolean {
  try {
    return process.kill(address, signal);
  } catch {
    return false;
  }
}
