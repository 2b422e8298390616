import { Link } from '@tanstack/react-router';
import { GroupRow } from '#renderer/features/today/group-row.tsx';
import type { TodayFailures } from '#renderer/features/today/use-today-failures.ts';
import { countOf } from '#renderer/lib/count-of.ts';
import { sizeOfGroup } from '#renderer/parts/failure-groups/failure-group.ts';
import { NothingFailed } from '#renderer/parts/failure-groups/nothing-failed.tsx';
import type { RunRetries } from '#renderer/parts/failure-groups/use-retry-runs.ts';
import { NewsButton } from '#renderer/ui/news-button.tsx';
import { SectionHeading } from '#renderer/ui/section-heading.tsx';

const SHOWN = 5;

export interface GroupsSectionProps {
  readonly failures: TodayFailures;
  readonly retries: RunRetries;
}

/** The failures that a person came for, those first that need one. */
export function GroupsSection({ failures, retries }: GroupsSectionProps) {
  const { steady, since, older, isKnown } = failures;
  const { groups } = steady;
  const runCount = groups.reduce((sum, group) => sum + sizeOfGroup(group), 0);
  const safeCount = failures.retries.length;
  const isUnread = !isKnown && failures.error !== null;
  return (
    <section aria-label="Failure groups">
      <SectionHeading
        title="Failure groups"
        detail={
          groups.length === 0
            ? isUnread && 'could not be read'
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
      {groups.length === 0 && isKnown && (
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
  const { groups, ...news } = failures.steadyOlder;
  if (groups.length === 0) return null;
  return (
    <>
      <div className="flex h-8 items-center gap-3 pt-1 text-small text-text-3">
        <h3>From before</h3>
        <span className="ml-auto flex items-center gap-3">
          <NewsButton {...news} />
          {groups.length > SHOWN && (
            <Link to="/failures" className="counted">
              all {groups.length} of them
            </Link>
          )}
        </span>
      </div>
      <ul aria-label="From before">
        {groups.slice(0, SHOWN).map((group) => (
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
