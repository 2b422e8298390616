import type { Job } from '#shared/contract/job-schema.ts';
import type { JobDefinition } from '#shared/domain/job.ts';

/** A job's definition with the fields it is known to have: the engine answers it whole, every default filled in. */
export function definitionOf(job: Pick<Job, 'definition'>): JobDefinition {
  return job.definition as unknown as JobDefinition;
}
