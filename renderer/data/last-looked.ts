import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useOperations } from '#renderer/data/instance.tsx';

const DAY_MS = 86_400_000;

/**
 * Since when things count as new to this person: the last visit before this one, kept by the instance; a day ago
 * where there was none. It does not move while the page is open.
 */
export function useLastLooked(): number {
  const { desk } = useOperations();
  const { data } = useQuery(desk.read.queryOptions({ staleTime: Infinity, gcTime: Infinity }));
  const [openedAt] = useState(() => Date.now());
  return data?.lastLookedAt ?? openedAt - DAY_MS;
}
