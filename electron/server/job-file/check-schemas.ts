import { Refusal } from '#shared/domain/refusal.ts';
import type { Problem } from '#shared/domain/problem.ts';
import { checkDefinitions } from '#engine/check-definitions.ts';
import { JobFileError } from '#server/job-file-error.ts';
import type { JobFile } from '#server/job-file/read-job-file.ts';
import { reportProblems } from '#server/job-file/report-problems.ts';

/** Holds schemas, and what triggers fire with, to what an engine would say of them; told with their lines. */
export function checkSchemas(file: JobFile): void {
  try {
    checkDefinitions(file.definitions, file.defaultZone);
  } catch (error) {
    if (!(error instanceof Refusal) || !('problems' in error)) throw error;
    throw new JobFileError(reportProblems(file, error.problems as readonly Problem[]));
  }
}
