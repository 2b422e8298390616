import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useOperations } from '#renderer/data/instance.tsx';
import { useNow } from '#renderer/data/now.ts';
import { useZone } from '#renderer/data/preferences.ts';
import { GroupRow } from '#renderer/features/today/group-row.tsx';
import { useStill } from '#renderer/features/today/still-column.tsx';
import type { TodayFailures } from '#renderer/features/today/use-today-failures.ts';
import { countOf } from '#renderer/lib/count-of.ts';
import { formatNearInstant } from '#renderer/lib/format-near-instant.ts';
import { sizeOfGroup } from '#renderer/parts/failure-groups/failure-group.ts';
import type { RunRetries } from '#renderer/parts/failure-groups/use-retry-runs.ts';
import { Moment } from '#renderer/parts/moment.tsx';
import { SectionHeading } from '#renderer/ui/section-heading.tsx';

const SHOWN = 5;

export interface GroupsSectionProps {
  readonly failures: TodayFailures;
  readonly retries: RunRetries;
}

/** The failures that a person came for, those first that need one. */
export function GroupsSection({ failures, retries }: GroupsSectionProps) {
  const { steady, since, older, isLoading } = failures;
  const { groups } = steady;
  const runCount = groups.reduce((sum, group) => sum + sizeOfGroup(group), 0);
  const safeCount = failures.retries.length;
  return (
    <section aria-label="Failure groups">
      <SectionHeading
        title="Failure groups"
        detail={
          groups.length === 0
            ? undefined
            : `${countOf(runCount, 'run')}, ${safeCount} safe to repeat now`
        }
        action={
          groups.length > SHOWN && (
            <Link to="/failures" className="counted">
              all {groups.length} groups
            </Link>
          )
        }
      />
      {groups.length === 0 && !isLoading && failures.error === null && (
        <NothingFailed since={since} hasOlder={older.length > 0} />
      )}
      <ul>
        {groups.slice(0, SHOWN).map((group) => (
          <GroupRow key={group.fingerprint} group={group} since={since} retries={retries} />
        ))}
      </ul>
      <OlderGroups failures={failures} retries={retries} />
    </section>
  );
}

/** What was known before and still needs somebody: it is not over because it has been seen. */
function OlderGroups({ failures, retries }: GroupsSectionProps) {
  const older = useStill(failures.older);
  if (older.length === 0) return null;
  return (
    <>
      <h3 className="flex items-baseline gap-2 pt-2 pb-1 text-small text-text-3">
        <span>From before</span>
        {older.length > SHOWN && (
          <Link to="/failures" className="counted ml-auto">
            all {older.length} of them
          </Link>
        )}
      </h3>
      <ul aria-label="From before">
        {older.slice(0, SHOWN).map((group) => (
          <GroupRow
            key={group.fingerprint}
            group={group}
            since={failures.olderSince}
            retries={retries}
          />
        ))}
      </ul>
    </>
  );
}

interface NothingFailedProps {
  readonly since: number;
  readonly hasOlder: boolean;
}

function NothingFailed({ since, hasOlder }: NothingFailedProps) {
  const { runs } = useOperations();
  const now = useNow();
  const zone = useZone();
  const { data } = useQuery(runs.list.queryOptions({ input: { state: ['failed'], limit: 1 } }));
  const last = data?.runs[0];
  // Keeps its height while it is not known whether anything ever failed.
  if (data === undefined) return <p className="h-7" />;
  return (
    <p className="py-1 text-text-2">
      {hasOlder ? 'Nothing new failed' : 'Nothing failed'} since{' '}
      {formatNearInstant(since, zone, now)}
      {last === undefined ? (
        '; nothing ever did.'
      ) : (
        <>
          ; the last failure was{' '}
          <Link to="/runs/$run" params={{ run: last.id }} className="counted">
            {last.job}
          </Link>
          , <Moment at={last.endedAt} as="relative" />.
        </>
      )}
    </p>
  );
}
