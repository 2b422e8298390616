import { accessSync, constants, existsSync } from 'node:fs';
import path from 'node:path';
import type { JobDefinition } from '#shared/domain/job.ts';
import type { Problem } from '#shared/domain/problem.ts';
import { isAbsolutePath, isUnexpanded } from '#shared/domain/parse-work.ts';

/**
 * What a job will probably fail with on this machine, as it is now. No reason to refuse the job: the engine's
 * PATH may be another one, and what is missing may come.
 */
export function findDoubts(
  { target, cwd }: JobDefinition,
  place: string,
  searchPath: string,
): readonly Problem[] {
  const program = target.startsWith('exec:') ? target.slice('exec:'.length) : null;
  const fault = program === null ? null : programFault(program, cwd, searchPath);
  return [
    ...(fault === null ? [] : [{ place: `${place}.target`, message: fault }]),
    ...(cwd === null || existsSync(cwd)
      ? []
      : [{ place: `${place}.cwd`, message: `the folder ${cwd} does not exist` }]),
  ];
}

function programFault(program: string, cwd: string | null, searchPath: string): string | null {
  if (isUnexpanded(program)) return `${program} is not expanded: write the program's whole path`;
  const isPath = isAbsolutePath(program) || /[\\/]/.test(program);
  if (isPath && cwd === null && !isAbsolutePath(program)) return null;
  if (isPath) {
    return isProgram(path.resolve(cwd ?? '/', program))
      ? null
      : `${program} is no program that can be run`;
  }
  // Windows finds programs by their extensions too.
  if (process.platform === 'win32') return null;
  const folders = searchPath.split(path.delimiter).filter((folder) => folder !== '');
  if (folders.some((folder) => isProgram(path.join(folder, program)))) return null;
  return `no program ${program} is found along the PATH of this terminal`;
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
