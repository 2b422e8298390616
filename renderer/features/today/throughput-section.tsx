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

export interface ThroughputSectionProps {
  readonly since: number;
  /** What this screen says in words has come, or never will. */
  readonly areWordsThere: boolean;
}

/** A day of work: what succeeded above the axis, what failed below it. */
export function ThroughputSection({ since, areWordsThere }: ThroughputSectionProps) {
  const { activity } = useOperations();
  const isPainted = useIsPainted(areWordsThere);
  const to = Math.ceil(useNow() / BUCKET_MS) * BUCKET_MS;
  const { data } = useQuery(
    activity.throughput.queryOptions({
      input: { from: to - SPAN_MS, to, bucketMs: BUCKET_MS },
      placeholderData: keepPreviousData,
    }),
  );
  return (
    <div className="border-b border-line px-5 pt-3.5 pb-2 short:pt-2">
      <div className="h-46 short:h-34">
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
function useIsPainted(areWordsThere: boolean): boolean {
  const [isPainted, setIsPainted] = useState(false);
  useEffect(() => {
    if (!areWordsThere) return undefined;
    // The first of two frames paints the words, and the second one comes after that.
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => setIsPainted(true));
    });
    return () => cancelAnimationFrame(frame);
  }, [areWordsThere]);
  return isPainted;
}
