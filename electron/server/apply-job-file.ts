import { randomUUID } from 'node:crypto';
import { ORPCError } from '@orpc/client';
import type { Problem } from '#shared/contract/errors.ts';
import { Refusal } from '#shared/domain/refusal.ts';
import type { InstanceClient } from '#server/instance-client.ts';
import { checkJobFile } from '#server/job-file/check-job-file.ts';
import type { JobFile } from '#server/job-file/read-job-file.ts';
import { readJobFile } from '#server/job-file/read-job-file.ts';
import { reportProblems } from '#server/job-file/report-problems.ts';

export type AppliedJob = Awaited<ReturnType<InstanceClient['jobs']['apply']>>['results'][number];

/** A job file in which an engine may still find something, but that is right as far as can be told without one. */
export interface CheckedFile {
  readonly file: JobFile;
  readonly defaultZone: string;
}

/** A job file that was refused as a whole: nothing has changed. */
export class JobFileError extends Error {
  override readonly name = 'JobFileError';
  /** A sentence for each problem, beginning with `file:line`. */
  readonly complaints: readonly string[];

  constructor(complaints: readonly string[]) {
    super(complaints.join('\n'));
    this.complaints = complaints;
  }
}

/** Reads a job file and finds what is wrong with it, before any engine is troubled. */
export async function readCheckedFile(path: string, defaultZone: string): Promise<CheckedFile> {
  const file = await readJobFile(path);
  const { problems } = checkJobFile(file, defaultZone);
  if (problems.length > 0) throw new JobFileError(reportProblems(file, problems));
  if (file.jobs.length === 0) throw new Refusal('invalid_input', `${path} has no jobs in it`);
  return { file, defaultZone };
}

/** Hands the jobs of a file to an instance, all of them or none. */
export async function applyJobFile(
  client: InstanceClient,
  { file, defaultZone }: CheckedFile,
  reason: string | null,
): Promise<readonly AppliedJob[]> {
  const definitions = file.jobs as Record<string, unknown>[];
  const request = { commandId: randomUUID(), definitions, defaultZone, reason };
  try {
    return (await client.jobs.apply(request)).results;
  } catch (error) {
    throw withLines(error, file);
  }
}

/** The engine knows places like `jobs[0].inputSchema`; a person looks for lines. */
function withLines(error: unknown, file: JobFile): unknown {
  if (!(error instanceof ORPCError)) return error;
  const { problems = [] } = (error.data ?? {}) as { readonly problems?: readonly Problem[] };
  const placed = problems.flatMap(({ place, message }) =>
    place === null ? [] : [{ place, message }],
  );
  return placed.length === 0 ? error : new JobFileError(reportProblems(file, placed));
}
