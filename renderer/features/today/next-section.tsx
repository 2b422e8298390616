import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Upcoming } from '#shared/contract/activity-schema.ts';
import { useOperations } from '#renderer/data/instance.tsx';
import { useNow } from '#renderer/data/now.ts';
import { useZone } from '#renderer/data/preferences.ts';
import { useStill } from '#renderer/features/today/still-column.tsx';
import { formatRoughDuration } from '#renderer/lib/duration-parts.ts';
import { formatNearInstant } from '#renderer/lib/format-near-instant.ts';
import { SectionHeading } from '#renderer/ui/section-heading.tsx';

/** What starts next, earliest first. */
export function NextSection() {
  const { activity } = useOperations();
  const latest = useQuery(activity.upcoming.queryOptions({ input: { limit: 10 } })).data;
  const data = useStill(latest);
  const upcoming = data?.upcoming ?? [];
  return (
    <section aria-label="Next ten">
      <SectionHeading
        title="Next ten"
        detail={data !== undefined && upcoming.length === 0 ? 'nothing is planned' : undefined}
      />
      <ul>
        {upcoming.map((entry) => (
          <NextRow key={`${entry.at} ${entry.job} ${entry.trigger} ${entry.run}`} entry={entry} />
        ))}
      </ul>
    </section>
  );
}

const REASONS: Readonly<Record<Upcoming['reason'], string>> = {
  trigger: '',
  scheduled: 'by hand',
  retry: 'retry',
};

function NextRow({ entry: { at, job, run, reason } }: { readonly entry: Upcoming }) {
  const now = useNow();
  const zone = useZone();
  const look = 'truncate hover:underline';
  return (
    <li className="grid h-6.5 grid-cols-[62px_minmax(0,1fr)_auto_48px] xl:grid-cols-[72px_minmax(0,1fr)_48px_52px] items-center gap-x-2 text-[12.5px]">
      <time dateTime={new Date(at).toISOString()} className="whitespace-nowrap">
        {formatNearInstant(at, zone, now)}
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
      <span className={`text-small ${reason === 'retry' ? 'text-retrying' : 'text-text-3'}`}>
        {REASONS[reason]}
      </span>
      <span className="text-right text-small whitespace-nowrap text-text-3">
        {at > now ? formatRoughDuration(at - now) : 'now'}
      </span>
    </li>
  );
}
