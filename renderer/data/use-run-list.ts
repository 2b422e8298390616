import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { RunFilter } from '#shared/contract/run-filter.ts';
import type { Run } from '#shared/contract/run-schema.ts';
import { useOperations } from '#renderer/data/instance.tsx';

const PAGE = 100;

export interface RunList {
  readonly runs: readonly Run[];
  /** Runs that have come since the list was drawn; they appear when `showNew` is called. */
  readonly newCount: number;
  readonly showNew: () => void;
  readonly hasMore: boolean;
  readonly loadMore: () => void;
  readonly isLoading: boolean;
  readonly error: unknown;
}

/**
 * The runs that a filter means, newest first, without a row ever moving under the pointer: what is shown stays where
 * it is and only its content is kept true; what is new waits to be asked for.
 */
export function useRunList(filter: RunFilter): RunList {
  const { runs: operations } = useOperations();
  const pages = useInfiniteQuery(
    operations.list.infiniteOptions({
      input: (before: string | undefined) => ({ ...filter, limit: PAGE, before }),
      queryKey: ['run-list', filter],
      initialPageParam: undefined as string | undefined,
      getNextPageParam: ({ runs }) => (runs.length < PAGE ? undefined : runs.at(-1)?.id),
      staleTime: Infinity,
    }),
  );
  const newest = useQuery(operations.list.queryOptions({ input: { ...filter, limit: PAGE } }));

  const shown = useMemo(() => (pages.data?.pages ?? []).flatMap(({ runs }) => runs), [pages.data]);
  const changed = useRunsNow(shown, newest.data?.runs);
  const runs = useMemo(() => shown.map((run) => changed.get(run.id) ?? run), [shown, changed]);
  const shownIds = useMemo(() => new Set(shown.map(({ id }) => id)), [shown]);
  const newCount = newest.data?.runs.filter(({ id }) => !shownIds.has(id)).length ?? 0;

  return {
    runs,
    newCount: pages.data === undefined ? 0 : newCount,
    showNew: () => void pages.refetch(),
    hasMore: pages.hasNextPage,
    loadMore: () => {
      if (!pages.isFetchingNextPage) void pages.fetchNextPage();
    },
    isLoading: pages.isPending,
    error: pages.error,
  };
}

/** Rows that have left the filter, such as a failed run that was retried, are looked after by their ids. */
function useRunsNow(
  shown: readonly Run[],
  newest: readonly Run[] | undefined,
): ReadonlyMap<string, Run> {
  const { runs } = useOperations();
  const newestIds = new Set(newest?.map(({ id }) => id));
  const oldestNewest = newest?.at(-1);
  // Within the reach of `newest`, yet missing there: its state is another one by now.
  const left = shown
    .slice(0, PAGE)
    .filter(({ id }) => oldestNewest !== undefined && !newestIds.has(id))
    .slice(0, 20)
    .map(({ id }) => id);
  const strays = useQuery({
    queryKey: [...runs.list.key(), 'strays', left],
    enabled: left.length > 0,
    queryFn: () => Promise.all(left.map(async (run) => (await runs.get.call({ run })).run)),
  });
  return useMemo(
    () => new Map([...(newest ?? []), ...(strays.data ?? [])].map((run) => [run.id, run])),
    [newest, strays.data],
  );
}
