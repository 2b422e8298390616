import { readFileSync } from 'node:fs';

/** What Linux tells about a process in `/proc/<pid>/stat`, see proc(5). */
export interface ProcStat {
  /** `Z` is a zombie: it has ended, and only its parent has not asked yet. */
  readonly state: string;
  readonly groupId: number;
  /** Clock ticks since the machine started, as text. */
  readonly startTime: string;
}

/** The third field is the first that is certain to follow the program's name, which may contain anything. */
export function parseProcStat(text: string): ProcStat | null {
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const [state, groupId, startTime] = [fields[0], fields[2], fields[19]];
  if (state === undefined || groupId === undefined || startTime === undefined) return null;
  return { state, groupId: Number(groupId), startTime };
}

/** `null` where there is no such process, or no `/proc`. */
export function readProcStat(pid: number): ProcStat | null {
  try {
    return parseProcStat(readFileSync(`/proc/${pid}/stat`, 'latin1'));
  } catch {
    return null;
  }
}
