import type { JobFile } from '#server/job-file/read-job-file.ts';
import type { Problem } from '#shared/domain/problem.ts';

/** One line for each problem, in the order of the file: `jobs.yaml:14: jobs[0].triggers[1].cron: …`. */
export function reportProblems(
  { path, locate }: Pick<JobFile, 'path' | 'locate'>,
  problems: readonly Problem[],
): readonly string[] {
  return problems
    .map((problem) => ({ ...problem, ...locate(problem.place) }))
    .toSorted((a, b) => a.line - b.line || a.column - b.column)
    .map(({ line, place, message }) => `${path}:${line}: ${place}: ${message}`);
}
