import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { lazy, memo, Suspense, useEffect, useState } from 'react';
import { useOperations } from '#renderer/data/instance.tsx';
import { useNow } from '#renderer/data/now.ts';

/** Its columns are drawn again when they change, and not with each tick of the clock. */
const ThroughputChart = lazy(async () => ({
  default: memo((await import('#renderer/features/today/throughput-chart.tsx')).ThroughputChart),
}));

const BUCKET_MS = 15 * 60_000;
const SPAN_MS = 24 * 3_600_000;

/** A day of work: what succeeded above the axis, what failed below it. */
export function ThroughputSection({ since }: { readonly since: number }) {
  const { activity } = useOperations();
  const isPainted = useIsPainted();
  const to = Math.ceil(useNow() / BUCKET_MS) * BUCKET_MS;
  const { data } = useQuery(
    activity.throughput.queryOptions({
      input: { from: to - SPAN_MS, to, bucketMs: BUCKET_MS },
      placeholderData: keepPreviousData,
    }),
  );
  return (
    <div className="border-b border-line px-5 pt-3.5 pb-2">
      <div className="h-46">
        {isPainted && data !== undefined && (
          <Suspense fallback={null}>
            <ThroughputChart throughput={data} since={since} />
          </Suspense>
        )}
      </div>
    </div>
  );
}

/** The words come first; the library that draws the chart is loaded when they are to be seen. */
function useIsPainted(): boolean {
  const [isPainted, setIsPainted] = useState(false);
  useEffect(() => {
    const frame = requestAnimationFrame(() => setIsPainted(true));
    return () => cancelAnimationFrame(frame);
  }, []);
  return isPainted;
}
