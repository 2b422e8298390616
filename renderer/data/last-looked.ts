import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useOperations } from '#renderer/data/instance.tsx';

const DAY_MS = 86_400_000;
/** A page that is loaded again so soon goes on with the same visit. */
const VISIT_MS = 30 * 60_000;
const VISIT_KEY = 'nightdesk-visit';

/**
 * Since when things count as new to this person: the last visit before this one, kept by the instance; a day ago
 * where there was none. It does not move while the page is open, nor when the page is loaded again within minutes.
 */
export function useLastLooked(): number {
  const { desk } = useOperations();
  const { data } = useQuery(desk.read.queryOptions({ staleTime: Infinity, gcTime: Infinity }));
  const [openedAt] = useState(() => Date.now());
  const [continued] = useState(() => sinceOfVisit(openedAt));
  const since = continued ?? data?.lastLookedAt ?? openedAt - DAY_MS;
  const isKnown = continued === null && data !== undefined;
  useEffect(() => {
    if (isKnown) sessionStorage.setItem(VISIT_KEY, `${openedAt} ${since}`);
  }, [isKnown, openedAt, since]);
  return since;
}

/** Since when things were new on the visit that this tab is in the midst of; `null` on a new one. */
function sinceOfVisit(now: number): number | null {
  const [beganAt = NaN, since = NaN] = (sessionStorage.getItem(VISIT_KEY) ?? '')
    .split(' ')
    .map(Number);
  return now - beganAt < VISIT_MS && Number.isFinite(since) ? since : null;
}
