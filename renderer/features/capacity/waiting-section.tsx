import { Link } from '@tanstack/react-router';
import type { Capacity, Waiters } from '#shared/contract/capacity-operations.ts';
import { useNow } from '#renderer/data/now.ts';
import { countOf } from '#renderer/lib/count-of.ts';
import { formatRoughDuration } from '#renderer/lib/duration-parts.ts';
import { StateMark } from '#renderer/parts/state-mark.tsx';
import { SectionHeading } from '#renderer/ui/section-heading.tsx';

/** Runs that are due and do not run, by job and by what they wait for, the longest waiting first. */
export function WaitingSection({ capacity }: { readonly capacity: Capacity }) {
  const { waiting, waitingCount: count } = capacity;
  return (
    <section aria-label="Waiting">
      <SectionHeading
        title="Waiting"
        detail={
          count === 0 ? (
            'nothing'
          ) : (
            <Link to="/runs" search={{ state: ['ready'] }} className="counted">
              {count.toLocaleString('en')}
            </Link>
          )
        }
      />
      <ul>
        {waiting.map((waiters) => (
          <WaitersRow key={waiters.run} waiters={waiters} />
        ))}
      </ul>
    </section>
  );
}

function WaitersRow({ waiters }: { readonly waiters: Waiters }) {
  const { job, count, run, since, sentence } = waiters;
  const now = useNow();
  return (
    <li className="grid min-h-11.5 grid-cols-[20px_minmax(0,1fr)_auto] items-center gap-x-2 border-b border-line py-1">
      <StateMark name="ready" />
      <div className="min-w-0 leading-[18px]">
        <p className="truncate">
          <Link to="/jobs/$job" params={{ job }} className="font-medium hover:underline">
            {job}
          </Link>{' '}
          <Link to="/runs" search={{ state: ['ready'], job }} className="counted text-text-2">
            {countOf(count, 'run')}
          </Link>
        </p>
        <p className="truncate text-small text-text-3" title={sentence ?? undefined}>
          {sentence ?? 'starts now'}
        </p>
      </div>
      <span className="text-right text-small whitespace-nowrap text-text-3">
        <Link to="/runs/$run" params={{ run }} search={{}} className="machine counted">
          {run}
        </Link>{' '}
        for {formatRoughDuration(Math.max(0, now - since))}
      </span>
    </li>
  );
}
