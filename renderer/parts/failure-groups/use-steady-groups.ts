import { useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { FailureGroup } from '#shared/contract/activity-schema.ts';
import { useOperations } from '#renderer/data/instance.tsx';
import {
  byUrgency,
  isSetRight,
  toGone,
  toSetRight,
} from '#renderer/parts/failure-groups/failure-group.ts';
import { useSteadyRows } from '#renderer/parts/use-steady-rows.ts';

export interface SteadyGroups {
  readonly groups: readonly FailureGroup[];
  /** Groups that have come since the list was drawn; they appear when `showNew` is called. */
  readonly newCount: number;
  readonly showNew: () => void;
}

export interface LatestGroups {
  readonly groups: readonly FailureGroup[] | undefined;
  /** What is asked for; with another key the list is drawn anew. */
  readonly key: string;
  /** The groups are those of an earlier key, for as long as its own are on their way. */
  readonly isPlaceholder?: boolean;
}

/**
 * Groups that never move under the pointer. One that is no longer answered stays where it is: as resolved if its runs
 * have succeeded since, and else without a word, because it has only grown too old for what is asked.
 */
export function useSteadyGroups(latest: LatestGroups): SteadyGroups {
  const { groups, key, isPlaceholder = false } = latest;
  const ordered = useMemo(
    () => (groups === undefined || isPlaceholder ? undefined : byUrgency(groups)),
    [groups, isPlaceholder],
  );
  const steady = useSteadyRows({
    rows: ordered,
    keyOf: ({ fingerprint }) => fingerprint,
    asked: key,
  });
  const gone = steady.rows.filter(({ isGone }) => isGone).map(({ row }) => row);
  const fates = useFates(gone);
  return {
    groups: steady.rows.map(({ row, isGone }) =>
      isGone ? (fates.get(row.fingerprint) ?? toGone(row)) : row,
    ),
    newCount: steady.newCount,
    showNew: steady.showNew,
  };
}

/** What has become of the runs of groups that are not answered any more. */
function useFates(gone: readonly FailureGroup[]): ReadonlyMap<string, FailureGroup> {
  const { runs } = useOperations();
  return useQueries({
    queries: gone.map(({ fingerprint, firstAt }) =>
      runs.count.queryOptions({ input: { fingerprint, since: firstAt } }),
    ),
    combine: (answers) =>
      new Map(
        gone.flatMap((group, index) => {
          const counts = answers[index]?.data?.byState;
          const isRight = counts !== undefined && isSetRight(group, counts);
          return isRight ? [[group.fingerprint, toSetRight(group)] as const] : [];
        }),
      ),
  });
}
