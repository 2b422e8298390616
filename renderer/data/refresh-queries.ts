import type { Query, QueryClient, QueryFilters, QueryKey } from '@tanstack/react-query';
import type { JournalEvent } from '#shared/contract/journal-schema.ts';
import { useConnection } from '#renderer/data/connection-status.ts';
import type { Instance } from '#renderer/data/instance.tsx';

/**
 * Reads again what is on the screen when the journal says that it has changed: what is about one run at once, lists
 * and counts at most once a second, and never before the last reading has come. What changes by time alone is read
 * again now and then. While updates are paused or the window is hidden, it only remembers.
 */
export interface QueryRefresher {
  readonly take: (events: readonly JournalEvent[]) => void;
  readonly refreshAll: () => void;
  readonly close: () => void;
}

const LISTS_EVERY_MS = 1_000;
const BY_TIME_EVERY_MS = 15_000;
/** Of more runs than this it is not remembered which: then all that are shown are read again. */
const REMEMBERED_RUNS = 500;

export function createQueryRefresher(
  queryClient: QueryClient,
  { operations }: Instance,
): QueryRefresher {
  const staleRuns = createStaleRuns();
  const lists = listKeys(operations);
  let areListsStale = false;
  let listsTimer: number | undefined;

  const isResting = (): boolean => document.hidden || useConnection.getState().isPaused;

  /** A reading that was under way when this was asked may have begun before the change: then once more. */
  async function refresh(filters: QueryFilters): Promise<'once' | 'again'> {
    const isUnderWay = queryClient.isFetching({ ...filters, type: 'active' }) > 0;
    await queryClient.invalidateQueries(filters, { cancelRefetch: false });
    return isUnderWay ? 'again' : 'once';
  }

  async function refreshLists(): Promise<void> {
    if (!isResting() && areListsStale) {
      areListsStale = false;
      const ends = await Promise.all(lists.map((queryKey) => refresh({ queryKey })));
      if (ends.includes('again')) areListsStale = true;
    }
    listsTimer = undefined;
    if (areListsStale) goOn();
  }

  async function refreshRuns(): Promise<void> {
    if (staleRuns.isEmpty()) return;
    const isStale = staleRuns.take();
    const predicate = ({ queryKey }: Query): boolean => isStale(runOfKey(queryKey));
    if ((await refresh({ predicate })) === 'again') void refresh({ predicate });
  }

  function goOn(): void {
    if (isResting()) return;
    void refreshRuns();
    if (areListsStale) listsTimer ??= window.setTimeout(() => void refreshLists(), LISTS_EVERY_MS);
  }

  const byTime = window.setInterval(() => {
    if (isResting()) return;
    for (const queryKey of keysByTime(operations)) void refresh({ queryKey });
  }, BY_TIME_EVERY_MS);
  document.addEventListener('visibilitychange', goOn);
  const stopListening = useConnection.subscribe(goOn);

  return {
    take(events) {
      staleRuns.add(events);
      areListsStale = true;
      goOn();
    },
    refreshAll: () =>
      void queryClient.invalidateQueries({ predicate: (query) => !isKeptStill(query, operations) }),
    close() {
      window.clearTimeout(listsTimer);
      window.clearInterval(byTime);
      document.removeEventListener('visibilitychange', goOn);
      stopListening();
    },
  };
}

function createStaleRuns() {
  let ids = new Set<string>();
  let areAll = false;
  return {
    isEmpty: () => ids.size === 0 && !areAll,
    add(events: readonly JournalEvent[]): void {
      for (const { run } of events) if (run !== null && !areAll) ids.add(run);
      if (ids.size <= REMEMBERED_RUNS) return;
      areAll = true;
      ids = new Set();
    },
    /** Hands over which runs are stale, and begins anew. */
    take(): (run: string | null) => boolean {
      const [taken, wereAll] = [ids, areAll];
      ids = new Set();
      areAll = false;
      return (run) => run !== null && (wereAll || taken.has(run));
    },
  };
}

const ABOUT_ONE_RUN: readonly unknown[] = ['get', 'history', 'explain'];

/** Which run a query is about, if it is about one. */
function runOfKey(queryKey: QueryKey): string | null {
  const [path, options] = queryKey as readonly [unknown, { readonly input?: unknown }?];
  if (!Array.isArray(path) || path[0] !== 'runs' || !ABOUT_ONE_RUN.includes(path[1])) return null;
  const { run } = (options?.input ?? {}) as { readonly run?: string };
  return run ?? null;
}

/** Rows that are shown do not move by themselves, and since when things are new stays as it is while the page lives. */
function isKeptStill({ queryKey, state }: Query, { desk }: Instance['operations']): boolean {
  if (state.status === 'error') return false;
  return (
    queryKey[0] === 'run-list' || JSON.stringify(queryKey[0]) === JSON.stringify(desk.key()[0])
  );
}

function listKeys(operations: Instance['operations']): readonly QueryKey[] {
  const { runs, jobs, activity, failures, pauses, backups, capacity, instance, bulks } = operations;
  return [
    runs.list.key(),
    runs.count.key(),
    // What happens to the runs that were made from one is told of them, not of it.
    runs.retriggers.key(),
    runs.chain.key(),
    bulks.key(),
    jobs.key(),
    activity.key(),
    failures.key(),
    pauses.key(),
    backups.key(),
    capacity.key(),
    instance.key(),
  ];
}

/** A run becomes late, and a disk becomes full, without an event. */
function keysByTime({ runs, instance }: Instance['operations']): readonly QueryKey[] {
  return [
    runs.list.key({ input: { isLate: true } }),
    runs.count.key({ input: { isLate: true } }),
    runs.explain.key(),
    instance.key(),
  ];
}
