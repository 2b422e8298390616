import { useQuery } from '@tanstack/react-query';
import type { Run } from '#shared/contract/run-schema.ts';
import { useOperations } from '#renderer/data/instance.tsx';
import { whyNotRetried } from '#renderer/features/run/why-not-retried.ts';
import { definitionOf } from '#renderer/parts/job-definition.ts';

/** Why a failed run was not tried once more; by the job's own policy only while that is the one it ran by. */
export function useWhyNotRetried(run: Run): string | null {
  const { jobs } = useOperations();
  const { data } = useQuery(jobs.get.queryOptions({ input: { job: run.job } }));
  const policy = data?.job.revision === run.revision ? definitionOf(data.job).retry : null;
  return whyNotRetried(run, policy);
}
