import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { FailureGroup } from '#shared/contract/activity-schema.ts';
import { useOperations } from '#renderer/data/instance.tsx';
import { useLastLooked } from '#renderer/data/last-looked.ts';
import { useNow } from '#renderer/data/now.ts';
import type { SteadyGroups } from '#renderer/parts/failure-groups/use-steady-groups.ts';
import { useSteadyGroups } from '#renderer/parts/failure-groups/use-steady-groups.ts';
import {
  needsSomebody,
  safeRetries,
  stateOfGroup,
} from '#renderer/parts/failure-groups/failure-group.ts';

export interface TodayFailures {
  /** Since when things count as new, epoch milliseconds. */
  readonly since: number;
  /** Those that need somebody, as they are now. */
  readonly open: readonly FailureGroup[];
  /** Those from before that still need somebody. */
  readonly older: readonly FailureGroup[];
  /** Since when the older ones are looked for, epoch milliseconds. */
  readonly olderSince: number;
  /** All that are new, in the order in which they were first shown. */
  readonly steady: SteadyGroups;
  /** Those from before that are not over, in the order in which they were first shown. */
  readonly steadyOlder: SteadyGroups;
  /** Runs that may be repeated without a question. */
  readonly retries: readonly string[];
  readonly isLoading: boolean;
  /** All of this has been read; where it has not, an empty list says nothing. */
  readonly isKnown: boolean;
  readonly error: unknown;
}

/** How far back is looked for what is still open, as Failures does. */
const OLDER_MS = 7 * 86_400_000;
/** The window moves on in steps, so that not every second asks for another one. */
const STEP_MS = 5 * 60_000;

/** What failed since this person last looked, and what is still open from before. */
export function useTodayFailures(): TodayFailures {
  const { failures } = useOperations();
  const since = useLastLooked();
  const { data, error, isPending } = useQuery(failures.list.queryOptions({ input: { since } }));
  const longAgo = Math.floor((useNow() - OLDER_MS) / STEP_MS) * STEP_MS;
  const week = useQuery(
    failures.list.queryOptions({ input: { since: longAgo }, placeholderData: keepPreviousData }),
  );
  const steady = useSteadyGroups({ groups: data?.groups, key: String(since) });
  const before = useMemo(
    () => groupsFromBefore(week.data?.groups, data?.groups),
    [week.data, data],
  );
  const steadyOlder = useSteadyGroups({ groups: before, key: String(since) });
  const open = data?.groups.filter(needsSomebody) ?? [];
  return {
    ...{ since, open, older: before?.filter(needsSomebody) ?? [], olderSince: longAgo },
    ...{ steady, steadyOlder, error: error ?? week.error },
    retries: safeRetries(open),
    isLoading: isPending || week.isPending,
    isKnown: data !== undefined && week.data !== undefined,
  };
}

/** Those that are not over, and not among those that are new. */
function groupsFromBefore(
  all: readonly FailureGroup[] | undefined,
  newOnes: readonly FailureGroup[] | undefined,
): readonly FailureGroup[] | undefined {
  if (all === undefined || newOnes === undefined) return undefined;
  const known = new Set(newOnes.map(({ fingerprint }) => fingerprint));
  return all.filter((group) => !known.has(group.fingerprint) && stateOfGroup(group) !== 'resolved');
}
