import { randomUUID } from 'node:crypto';
import { ORPCError } from '@orpc/client';
import type { Problem as AnsweredProblem } from '#shared/contract/errors.ts';
import type { Problem } from '#shared/domain/problem.ts';
import { Refusal } from '#shared/domain/refusal.ts';
import type { InstanceClient } from '#server/instance-client.ts';
import { JobFileError } from '#server/job-file-error.ts';
import { checkJobFile } from '#server/job-file/check-job-file.ts';
import { findDoubts } from '#server/job-file/find-doubts.ts';
import { findHints } from '#server/job-file/find-hints.ts';
import type { JobFile } from '#server/job-file/read-job-file.ts';
import { readJobFile } from '#server/job-file/read-job-file.ts';
import { reportProblems } from '#server/job-file/report-problems.ts';

export type AppliedJob = Awaited<ReturnType<InstanceClient['jobs']['apply']>>['results'][number];

type FindProblems = (file: JobFile) => readonly Problem[];

const problemsOfFile: FindProblems = (file) => checkJobFile(file).problems;

/** Reads a job file and finds what is wrong with it, before any engine is troubled. */
export function readCheckedFile(path: string, findProblems = problemsOfFile): JobFile {
  const file = readJobFile(path);
  const problems = findProblems(file);
  if (problems.length > 0) throw new JobFileError(reportProblems(file, problems));
  if (file.definitions.length > 0) return file;
  throw new Refusal('invalid_input', `${path} has no jobs in it`);
}

export interface ApplyOptions {
  readonly reason: string | null;
  /** Only tells what would change. */
  readonly isDryRun?: boolean;
}

/** What is hardly meant, or will hardly run here, a sentence each, in the order of the file. */
export function warningsOf(file: JobFile, results: readonly AppliedJob[]): readonly string[] {
  const searchPath = process.env['PATH'] ?? '';
  const doubts = checkJobFile(file).definitions.flatMap((definition, index) =>
    findDoubts(definition, `jobs[${index}]`, searchPath),
  );
  return reportProblems(file, [...results.flatMap(({ warnings }) => warnings), ...doubts]);
}

/** What is right and often meant otherwise, a sentence each. */
export function hintsOf(file: JobFile): readonly string[] {
  const hints = checkJobFile(file).definitions.flatMap((definition, index) =>
    findHints(definition, `jobs[${index}]`),
  );
  return reportProblems(file, hints);
}

/** Hands the jobs of a file to an instance, all of them or none. */
export async function applyJobFile(
  client: InstanceClient,
  file: JobFile,
  { reason, isDryRun = false }: ApplyOptions,
): Promise<readonly AppliedJob[]> {
  const definitions = file.definitions.map((definition) => ({ ...definition }));
  const { defaultZone } = file;
  try {
    const commandId = randomUUID();
    const request = { commandId, definitions, defaultZone, reason, isDryRun };
    return (await client.jobs.apply(request)).results;
  } catch (error) {
    throw withLines(error, file);
  }
}

/** The engine knows places like `jobs[0].inputSchema`; a person looks for lines. */
function withLines(error: unknown, file: JobFile): unknown {
  if (!(error instanceof ORPCError)) return error;
  const { problems = [] } = (error.data ?? {}) as {
    readonly problems?: readonly AnsweredProblem[];
  };
  const placed = problems.flatMap(({ place, message }) =>
    place === null ? [] : [{ place, message }],
  );
  return placed.length === 0 ? error : new JobFileError(reportProblems(file, placed));
}
