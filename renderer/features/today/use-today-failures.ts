import { useQuery } from '@tanstack/react-query';
import type { FailureGroup } from '#shared/contract/activity-schema.ts';
import { useOperations } from '#renderer/data/instance.tsx';
import { useLastLooked } from '#renderer/data/last-looked.ts';
import type { SteadyGroups } from '#renderer/parts/failure-groups/use-steady-groups.ts';
import { useSteadyGroups } from '#renderer/parts/failure-groups/use-steady-groups.ts';
import { safeRetries } from '#renderer/parts/failure-groups/failure-group.ts';

export interface TodayFailures {
  /** Since when things count as new, epoch milliseconds. */
  readonly since: number;
  /** Those that need somebody, as they are now. */
  readonly open: readonly FailureGroup[];
  /** All of them, in the order in which they were first shown. */
  readonly steady: SteadyGroups;
  /** Runs that may be repeated without a question. */
  readonly retries: readonly string[];
  readonly isLoading: boolean;
  readonly error: unknown;
}

/** What failed since this person last looked. */
export function useTodayFailures(): TodayFailures {
  const { failures } = useOperations();
  const since = useLastLooked();
  const { data, error, isPending } = useQuery(failures.list.queryOptions({ input: { since } }));
  const steady = useSteadyGroups({ groups: data?.groups, key: String(since) });
  const open = data?.groups.filter(({ openCount }) => openCount > 0) ?? [];
  return { since, open, steady, retries: safeRetries(open), isLoading: isPending, error };
}
