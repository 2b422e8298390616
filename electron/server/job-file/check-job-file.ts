import type { JobFile } from '#server/job-file/read-job-file.ts';
import type { JobDefinition } from '#shared/domain/job.ts';
import { parseJobDefinition } from '#shared/domain/parse-job-definition.ts';
import type { Problem } from '#shared/domain/problem.ts';

export interface CheckedJobFile {
  /** Of the jobs that have no problem. */
  readonly definitions: readonly JobDefinition[];
  /** Of the file and of every job in it. */
  readonly problems: readonly Problem[];
}

/** Everything that can be said about a job file without an engine. */
export function checkJobFile(file: JobFile): CheckedJobFile {
  const parsed = file.definitions.map((raw, index) =>
    parseJobDefinition(raw, { defaultZone: file.defaultZone, place: `jobs[${index}]` }),
  );
  return {
    definitions: parsed.flatMap((job) => (job.kind === 'definition' ? [job.definition] : [])),
    problems: [
      ...file.problems,
      ...parsed.flatMap((job) => (job.kind === 'problems' ? job.problems : [])),
    ],
  };
}
