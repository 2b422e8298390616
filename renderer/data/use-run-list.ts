import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import type { InfiniteData } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import type { RunFilter } from '#shared/contract/run-filter.ts';
import type { Run } from '#shared/contract/run-schema.ts';
import { useOperations } from '#renderer/data/instance.tsx';
import { countNewer, renew, runsThatLeft } from '#renderer/data/run-rows.ts';

const PAGE = 100;

export interface RunList {
  readonly runs: readonly Run[];
  /** Runs that have come since the list was drawn; they appear when `showNew` is called. */
  readonly newCount: number;
  readonly showNew: () => void;
  readonly hasMore: boolean;
  readonly loadMore: () => void;
  readonly isLoading: boolean;
  /** Why there are no rows at all; what is shown stays shown. */
  readonly error: unknown;
}

/**
 * The runs that a filter means, newest first, without a row ever moving under the pointer: what is shown stays where
 * it is and only its content is kept true; what is new waits to be asked for.
 */
export function useRunList(filter: RunFilter): RunList {
  const { runs: operations } = useOperations();
  const queryClient = useQueryClient();
  const queryKey = ['run-list', filter] as const;
  const pages = useInfiniteQuery(
    operations.list.infiniteOptions({
      input: (before: string | undefined) => ({ ...filter, limit: PAGE, before }),
      queryKey,
      initialPageParam: undefined as string | undefined,
      getNextPageParam: ({ runs }) => (runs.length < PAGE ? undefined : runs.at(-1)?.id),
      staleTime: Infinity,
      // Comparing all pages with what they were, each time that one comes, would take the square of their number.
      structuralSharing: false,
    }),
  );
  const newest = useQuery(operations.list.queryOptions({ input: { ...filter, limit: PAGE } }));

  const shown = useMemo(() => (pages.data?.pages ?? []).flatMap(({ runs }) => runs), [pages.data]);
  const changed = useRunsNow(shown, newest.data?.runs);
  const runs = useMemo(() => renew(shown, changed), [shown, changed]);
  const newestShown = shown[0];

  /** Only the first page is read again: whoever asks for what is new looks at the top. */
  function showNew(): void {
    queryClient.setQueryData<InfiniteData<unknown>>(queryKey, (data) =>
      data === undefined
        ? data
        : { pages: data.pages.slice(0, 1), pageParams: data.pageParams.slice(0, 1) },
    );
    void pages.refetch();
  }

  const isToBeShown = pages.data !== undefined && shown.length === 0 && newest.data !== undefined;
  const hasCome = isToBeShown && newest.data.runs.length > 0;
  const { refetch } = pages;
  useEffect(() => {
    // An empty list has nothing that could move.
    if (hasCome) void refetch();
  }, [hasCome, refetch]);

  return {
    runs,
    newCount: pages.data === undefined ? 0 : countNewer(newest.data?.runs, newestShown),
    showNew,
    hasMore: pages.hasNextPage,
    loadMore: () => {
      if (!pages.isFetchingNextPage) void pages.fetchNextPage();
    },
    isLoading: pages.isPending,
    error: pages.data === undefined ? pages.error : null,
  };
}

/** Rows that have left the filter, such as a failed run that was retried, are looked after by their ids. */
function useRunsNow(
  shown: readonly Run[],
  newest: readonly Run[] | undefined,
): ReadonlyMap<string, Run> {
  const { runs } = useOperations();
  const left = useMemo(() => runsThatLeft(shown, newest, PAGE), [shown, newest]);
  const strays = useQuery({
    queryKey: [...runs.list.key(), 'strays', left],
    enabled: left.length > 0,
    queryFn: async () => {
      const answers = await Promise.allSettled(left.map((run) => runs.get.call({ run })));
      return answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value.run] : []));
    },
  });
  return useMemo(
    () => new Map([...(newest ?? []), ...(strays.data ?? [])].map((run) => [run.id, run])),
    [newest, strays.data],
  );
}
