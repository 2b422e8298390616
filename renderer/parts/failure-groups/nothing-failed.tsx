import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useOperations } from '#renderer/data/instance.tsx';
import { useNow } from '#renderer/data/now.ts';
import { useZone } from '#renderer/data/preferences.ts';
import { formatNearInstant } from '#renderer/lib/format-near-instant.ts';
import { Moment } from '#renderer/parts/moment.tsx';

export interface NothingFailedProps {
  readonly since: number;
  /** Something from before still needs somebody. */
  readonly hasOlder?: boolean;
}

/** Nothing failed: when something last did, as far as that is known. */
export function NothingFailed({ since, hasOlder = false }: NothingFailedProps) {
  const { runs } = useOperations();
  const now = useNow();
  const zone = useZone();
  const { data, isPending } = useQuery(
    runs.list.queryOptions({ input: { state: ['failed'], limit: 1 } }),
  );
  const last = data?.runs[0];
  // Keeps its height while it is not known whether anything ever failed.
  if (isPending) return <p className="h-7" />;
  return (
    <p className="py-1 text-text-2">
      {hasOlder ? 'Nothing new failed' : 'Nothing failed'} since{' '}
      {formatNearInstant(since, zone, now)}
      {data !== undefined && last === undefined && '; nothing ever did'}
      {last !== undefined && (
        <>
          ; the last failure was{' '}
          <Link to="/runs/$run" params={{ run: last.id }} className="counted">
            {last.job}
          </Link>
          , <Moment at={last.endedAt} as="relative" />
        </>
      )}
      .
    </p>
  );
}
