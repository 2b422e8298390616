import { useQuery } from '@tanstack/react-query';
import type { Capacity } from '#shared/contract/capacity-operations.ts';
import { useOperations } from '#renderer/data/instance.tsx';
import { countOf } from '#renderer/lib/count-of.ts';
import { RunningRow } from '#renderer/parts/running-row.tsx';
import { useMedians } from '#renderer/parts/use-medians.ts';
import { SectionHeading } from '#renderer/ui/section-heading.tsx';

/** More would be a wall: the rest is said as a number. */
const MOST_SLOTS = 64;

/** The workers, one box each, and what they do. */
export function WorkerSection({ capacity: { workers, running } }: { readonly capacity: Capacity }) {
  const medians = useMedians();
  const paused = useQuery(useOperations().instance.describe.queryOptions()).data?.paused ?? null;
  const free = workers - running.length;
  return (
    <section aria-label="Workers">
      <SectionHeading
        title="Workers"
        detail={free <= 0 ? `all ${workers} busy` : `${countOf(free, 'worker')} free`}
      />
      <div
        role="img"
        aria-label={`${running.length} of ${countOf(workers, 'worker')} busy`}
        className="flex flex-wrap gap-1 pb-2"
      >
        {Array.from({ length: Math.min(workers, MOST_SLOTS) }, (_slot, index) => (
          <span
            key={index}
            className={`h-4 w-4 rounded-[2px] border ${index < running.length ? 'border-running-fill bg-running-fill' : 'border-line'}`}
          />
        ))}
      </div>
      <ul>
        {running.map(({ run, job, since }) => (
          <RunningRow
            key={run}
            {...{ run, job, title: run, startedAt: since, medianMs: medians.get(job) ?? null }}
          />
        ))}
      </ul>
      {running.length === 0 && (
        <p className="text-text-2">
          {paused === null ? 'Nothing runs now.' : 'Nothing runs: the scheduler is paused.'}
        </p>
      )}
    </section>
  );
}
