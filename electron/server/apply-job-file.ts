import { randomUUID } from 'node:crypto';
import { ORPCError } from '@orpc/client';
import type { Problem } from '#shared/contract/errors.ts';
import type { InstanceClient } from '#server/instance-client.ts';
import type { JobFile } from '#server/job-file/read-job-file.ts';

export type AppliedJob = Awaited<ReturnType<InstanceClient['jobs']['apply']>>['results'][number];

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

/** Hands the jobs of a file to an instance, all of them or none. */
export async function applyJobFile(
  client: InstanceClient,
  file: JobFile,
  reason: string | null,
): Promise<readonly AppliedJob[]> {
  const { definitions, defaultZone } = file;
  const request = { commandId: randomUUID(), definitions: [...definitions], defaultZone, reason };
  try {
    return (await client.jobs.apply(request)).results;
  } catch (error) {
    throw withLines(error, file);
  }
}

/** The engine knows places like `jobs[0].triggers[1].cron`; a person looks for lines. */
function withLines(error: unknown, file: JobFile): unknown {
  if (!(error instanceof ORPCError)) return error;
  const { problems = [] } = (error.data ?? {}) as { readonly problems?: readonly Problem[] };
  if (problems.length === 0) return error;
  return new JobFileError(
    problems.map(({ place, message }) => {
      if (place === null) return message;
      return `${file.locate(place)}: ${place}: ${message}`;
    }),
  );
}
