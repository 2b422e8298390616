import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';

interface Command {
  readonly file: string;
  readonly cwd: string;
}

/** Why nothing can start in this folder, as a sentence; `null` if it is there. Node would blame the program. */
export function describeMissingFolder(cwd: string): string | null {
  const status = statSync(cwd, { throwIfNoEntry: false });
  if (status === undefined) return `the working folder ${cwd} does not exist`;
  return status.isDirectory() ? null : `the working folder ${cwd} is not a folder`;
}

/** Why the program could not be started, as a sentence for the person who wrote the job. */
export function describeSpawnFailure(error: unknown, { file, cwd }: Command): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  switch (code) {
    case 'ENOENT':
      return describeMissingProgram(file, cwd);
    case 'EACCES':
    case 'EPERM':
      return `${JSON.stringify(file)} may not be executed, or the folder ${cwd} may not be entered (${code})`;
    case 'E2BIG':
      return 'the arguments and the environment together are longer than the system allows (E2BIG)';
    case 'ENOEXEC':
      return `${JSON.stringify(file)} is not a program that this machine can run (ENOEXEC)`;
    case 'ENOSPC':
    case 'EDQUOT':
    case 'EROFS':
      return `the disk that holds the data folder is full, or read-only (${code})`;
    case 'EAGAIN':
    case 'EMFILE':
    case 'ENFILE':
    case 'ENOMEM':
      return `the system has no room for another process (${code})`;
    default:
      return `${JSON.stringify(file)} could not be started: ${error instanceof Error ? error.message : String(error)}`;
  }
}

function describeMissingProgram(file: string, cwd: string): string {
  if (!/[/\\]/.test(file)) return `no program named ${JSON.stringify(file)} was found on the PATH`;
  if (!existsSync(resolve(cwd, file))) return `the program ${file} does not exist`;
  return `the program ${file} names an interpreter that does not exist`;
}
