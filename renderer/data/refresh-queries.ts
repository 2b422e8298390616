import type { QueryClient, QueryKey } from '@tanstack/react-query';
import type { JournalEvent } from '#shared/contract/journal-schema.ts';
import { useConnection } from '#renderer/data/connection-status.ts';
import type { Instance } from '#renderer/data/instance.tsx';

/**
 * Reads again what is on the screen when the journal says that it has changed: what is about one run at once, lists
 * and counts at most once a second, however much happens. While updates are paused or the window is hidden, it only
 * remembers.
 */
export interface QueryRefresher {
  readonly take: (events: readonly JournalEvent[]) => void;
  readonly refreshAll: () => void;
  readonly close: () => void;
}

const LISTS_EVERY_MS = 1_000;

export function createQueryRefresher(
  queryClient: QueryClient,
  { operations }: Instance,
): QueryRefresher {
  const staleRuns = new Set<string>();
  let areListsStale = false;
  let listsTimer: number | undefined;

  const refresh = (queryKey: QueryKey): void => void queryClient.invalidateQueries({ queryKey });
  const isResting = (): boolean => document.hidden || useConnection.getState().isPaused;

  function refreshLists(): void {
    listsTimer = undefined;
    if (isResting() || !areListsStale) return;
    areListsStale = false;
    for (const queryKey of listKeys(operations)) refresh(queryKey);
  }

  function goOn(): void {
    if (isResting()) return;
    for (const run of staleRuns) for (const key of runKeys(operations, run)) refresh(key);
    staleRuns.clear();
    if (areListsStale) listsTimer ??= window.setTimeout(refreshLists, LISTS_EVERY_MS);
  }

  document.addEventListener('visibilitychange', goOn);
  const stopListening = useConnection.subscribe(goOn);

  return {
    take(events) {
      for (const { run } of events) if (run !== null) staleRuns.add(run);
      areListsStale = true;
      goOn();
    },
    refreshAll: () => void queryClient.invalidateQueries(),
    close() {
      window.clearTimeout(listsTimer);
      document.removeEventListener('visibilitychange', goOn);
      stopListening();
    },
  };
}

function runKeys({ runs }: Instance['operations'], run: string): readonly QueryKey[] {
  return [
    runs.get.key({ input: { run } }),
    runs.history.key({ input: { run } }),
    runs.explain.key({ input: { run } }),
    runs.retriggers.key({ input: { run } }),
  ];
}

function listKeys(operations: Instance['operations']): readonly QueryKey[] {
  const { runs, jobs, activity, failures, instance } = operations;
  return [
    runs.list.key(),
    runs.count.key(),
    jobs.key(),
    activity.key(),
    failures.key(),
    instance.key(),
  ];
}
