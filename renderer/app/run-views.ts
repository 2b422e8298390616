import { hashKey, useQuery } from '@tanstack/react-query';
import type { RunFilter } from '#shared/contract/run-filter.ts';
import { VIEW_TITLES } from '#renderer/app/places.ts';
import { useOperations } from '#renderer/data/instance.tsx';
import { useLastLooked } from '#renderer/data/last-looked.ts';

/** A question that is asked of Runs again and again. */
export interface RunView {
  readonly title: string;
  readonly search: RunFilter;
  /** Of exactly the rows that it leads to. */
  readonly count: number;
}

const LIVE_STATES = ['running', 'retry_wait', 'held', 'unknown'] as const;

export function useRunViews(): readonly RunView[] {
  const { runs } = useOperations();
  const failed: RunFilter = { state: ['failed'], since: useLastLooked() };
  const live = useQuery(runs.count.queryOptions({ input: { state: [...LIVE_STATES] } })).data;
  const late = useQuery(runs.count.queryOptions({ input: { isLate: true } })).data;
  const failures = useQuery(runs.count.queryOptions({ input: failed })).data;
  const of = (state: (typeof LIVE_STATES)[number]) => live?.byState[state] ?? 0;
  return [
    { title: VIEW_TITLES.failed, search: failed, count: failures?.total ?? 0 },
    { title: VIEW_TITLES.running, search: { state: ['running'] }, count: of('running') },
    { title: VIEW_TITLES.retrying, search: { state: ['retry_wait'] }, count: of('retry_wait') },
    {
      title: VIEW_TITLES.waiting,
      search: { state: ['held', 'unknown'] },
      count: of('held') + of('unknown'),
    },
    { title: VIEW_TITLES.late, search: { isLate: true }, count: late?.total ?? 0 },
  ];
}

/** The view that an address asks for, the order of its states aside; `null` if it is none of them. */
export function titleOfView(views: readonly RunView[], search: object): string | null {
  const asked = identityOf(search);
  return views.find((view) => identityOf(view.search) === asked)?.title ?? null;
}

function identityOf(search: RunFilter): string {
  const { state, ...rest } = search;
  return hashKey([{ ...rest, state: state?.toSorted() }]);
}
