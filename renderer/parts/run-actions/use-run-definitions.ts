import { useQuery } from '@tanstack/react-query';
import type { Job, Revision } from '#shared/contract/job-schema.ts';
import type { Run } from '#shared/contract/run-schema.ts';
import { useOperations } from '#renderer/data/instance.tsx';
import type { RequestSource } from '#renderer/parts/job-actions/request-preview.tsx';
import { definitionOf } from '#renderer/parts/job-definition.ts';

export interface RunDefinitions {
  readonly job: Job | undefined;
  /** The definition that the run was made from, where the job has changed since. */
  readonly old: Revision | undefined;
}

/** The definitions that a new run may be made from; each is missing while it is read. */
export function useRunDefinitions(run: Run): RunDefinitions {
  const { jobs } = useOperations();
  const job = useQuery(jobs.get.queryOptions({ input: { job: run.job } })).data?.job;
  const enabled = job !== undefined && job.revision !== run.revision;
  const { data } = useQuery(
    jobs.revisions.queryOptions({ input: { job: run.job, limit: 1_000 }, enabled }),
  );
  return { job, old: data?.revisions.find(({ number }) => number === run.revision) };
}

/** What the request is made of, by the definition that was chosen. */
export function sourceOf(
  { job, old }: RunDefinitions,
  revision: 'as_it_ran' | 'current',
): RequestSource | undefined {
  if (job === undefined || revision === 'current' || old === undefined) return job;
  const { method, target, effect } = definitionOf(old);
  return { method, target, effect, definition: old.definition };
}
