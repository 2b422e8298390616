import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useOperations } from '#renderer/data/instance.tsx';

/** What a run of each job usually takes, in milliseconds; jobs of which too few have ended are not in it. */
export function useMedians(): ReadonlyMap<string, number> {
  const { data } = useQuery(useOperations().jobs.summaries.queryOptions());
  return useMemo(
    () =>
      new Map(
        (data?.summaries ?? []).flatMap(({ job, medianMs }) =>
          medianMs === null ? [] : [[job, medianMs] as const],
        ),
      ),
    [data],
  );
}
