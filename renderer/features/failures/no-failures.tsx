import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useOperations } from '#renderer/data/instance.tsx';
import { useNow } from '#renderer/data/now.ts';
import { useZone } from '#renderer/data/preferences.ts';
import { formatNearInstant } from '#renderer/lib/format-near-instant.ts';
import { Moment } from '#renderer/parts/moment.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';

/** Nothing failed: when something last did. */
export function NoFailures({ since }: { readonly since: number }) {
  const { runs } = useOperations();
  const now = useNow();
  const zone = useZone();
  const { data } = useQuery(runs.list.queryOptions({ input: { state: ['failed'], limit: 1 } }));
  const last = data?.runs[0];
  return (
    <EmptyState
      action={
        last !== undefined && (
          <Link to="/runs/$run" params={{ run: last.id }} className="counted">
            Open the last failure
          </Link>
        )
      }
    >
      Nothing failed since {formatNearInstant(since, zone, now)}.{' '}
      {last === undefined ? (
        data !== undefined && 'Nothing ever did.'
      ) : (
        <>
          The last failure was {last.job}, <Moment at={last.endedAt} as="relative" />.
        </>
      )}
    </EmptyState>
  );
}
