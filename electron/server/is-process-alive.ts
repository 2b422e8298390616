import { readFileSync } from 'node:fs';

/**
 * Whether there is a process of that number, whoever it belongs to. One that has ended and waits for its
 * parent to take note is gone, where the system tells: the parent may be the very one that asks.
 */
export function isProcessAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !isZombie(pid);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** On Linux the state stands behind the command's name, which is in brackets and may hold anything. */
function isZombie(pid: number): boolean {
  if (process.platform !== 'linux') return false;
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).startsWith('Z');
  } catch {
    return true;
  }
}
