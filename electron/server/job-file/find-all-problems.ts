import { Refusal } from '#shared/domain/refusal.ts';
import type { Problem } from '#shared/domain/problem.ts';
import { checkDefinitions } from '#engine/check-definitions.ts';
import { checkJobFile } from '#server/job-file/check-job-file.ts';
import type { JobFile } from '#server/job-file/read-job-file.ts';

/** What is wrong with a job file, together with what an engine would say of its schemas and of what triggers fire with. */
export function findAllProblems(file: JobFile): readonly Problem[] {
  const { problems } = checkJobFile(file);
  const told = new Set(problems.map(({ place }) => place));
  return [...problems, ...problemsOfEngine(file).filter(({ place }) => !told.has(place))];
}

function problemsOfEngine(file: JobFile): readonly Problem[] {
  try {
    checkDefinitions(file.definitions, file.defaultZone);
    return [];
  } catch (error) {
    if (!(error instanceof Refusal) || !('problems' in error)) throw error;
    return error.problems as readonly Problem[];
  }
}
