import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { Upcoming } from '#shared/contract/activity-schema.ts';
import { useOperations } from '#renderer/data/instance.tsx';
import { useNow } from '#renderer/data/now.ts';
import { useZone } from '#renderer/data/preferences.ts';
import { detailOf } from '#renderer/features/today/detail-of.ts';
import type { NextStart } from '#renderer/features/today/next-starts.ts';
import { nextStarts } from '#renderer/features/today/next-starts.ts';
import { useIsHeld } from '#renderer/features/today/still-column.tsx';
import { formatDurationText, formatRoughDuration } from '#renderer/lib/duration-parts.ts';
import { formatClockSeconds } from '#renderer/lib/format-instant.ts';
import { formatNearInstant } from '#renderer/lib/format-near-instant.ts';
import { useSteadyRows } from '#renderer/parts/use-steady-rows.ts';
import { NewsButton } from '#renderer/ui/news-button.tsx';
import { SectionHeading } from '#renderer/ui/section-heading.tsx';

const SHOWN = 10;
/** Enough to see how the jobs that start often go on. */
const ASKED = 200;

/** What starts next, each job once, earliest first. */
export function NextSection() {
  const { activity, jobs: jobOperations } = useOperations();
  const planned = useQuery(activity.upcoming.queryOptions({ input: { limit: ASKED } }));
  const jobs = useQuery(jobOperations.list.queryOptions());
  const rows = useMemo(
    () =>
      planned.data === undefined || jobs.isPending
        ? undefined
        : nextStarts(planned.data.upcoming, jobs.data?.jobs ?? [], SHOWN),
    [planned.data, jobs.data, jobs.isPending],
  );
  const steady = useSteadyRows({ rows, keyOf: keyOfStart, isHeld: useIsHeld(), isLoose: true });
  return (
    <section aria-label="Next">
      <SectionHeading
        title="Next"
        detail={detailOf(planned, () => (rows?.length === 0 ? 'nothing is planned' : undefined))}
        action={<NewsButton {...steady} />}
      />
      <ul>
        {steady.rows.map(({ row }) => (
          <NextRow key={keyOfStart(row)} start={row} />
        ))}
      </ul>
    </section>
  );
}

function keyOfStart({ entry: { job, run } }: NextStart): string {
  return `${job} ${run}`;
}

/** Within it, seconds tell one start from the next. */
const HOUR_MS = 3_600_000;

const REASONS: Readonly<Record<Upcoming['reason'], string>> = {
  trigger: '',
  scheduled: 'by hand',
  retry: 'retry',
};

function NextRow({ start: { entry, everyMs } }: { readonly start: NextStart }) {
  const { at, job, run, reason } = entry;
  const now = useNow();
  const zone = useZone();
  const look = 'truncate hover:underline';
  return (
    <li className="grid h-6.5 grid-cols-[62px_minmax(0,1fr)_auto_48px] xl:grid-cols-[72px_minmax(0,1fr)_auto_52px] items-center gap-x-2 text-[12.5px]">
      <time dateTime={new Date(at).toISOString()} className="whitespace-nowrap">
        {at - now < HOUR_MS ? formatClockSeconds(at, zone) : formatNearInstant(at, zone, now)}
      </time>
      {run === null ? (
        <Link to="/jobs/$job" params={{ job }} title={job} className={look}>
          {job}
        </Link>
      ) : (
        <Link to="/runs/$run" params={{ run }} title={job} className={look}>
          {job}
        </Link>
      )}
      <span
        className={`text-small whitespace-nowrap ${reason === 'retry' ? 'text-retrying' : 'text-text-3'}`}
      >
        {reason === 'retry' ? (
          REASONS[reason]
        ) : (
          <span className="hidden xl:inline">
            {everyMs === null
              ? REASONS[reason]
              : `then every ${formatDurationText(everyMs).replace('.0 ', ' ')}`}
          </span>
        )}
      </span>
      <span className="text-right text-small whitespace-nowrap text-text-3">
        {at > now ? formatRoughDuration(at - now) : 'now'}
      </span>
    </li>
  );
}
