import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { RotateCw } from 'lucide-react';
import { Fragment } from 'react';
import type { ReactNode } from 'react';
import type { Upcoming } from '#shared/contract/activity-schema.ts';
import { useOperations } from '#renderer/data/instance.tsx';
import { useNow } from '#renderer/data/now.ts';
import { RunCounts } from '#renderer/features/today/run-counts.tsx';
import type { TodayFailures } from '#renderer/features/today/use-today-failures.ts';
import { countOf } from '#renderer/lib/count-of.ts';
import { formatRoughDuration } from '#renderer/lib/duration-parts.ts';
import type { RunRetries } from '#renderer/parts/failure-groups/use-retry-runs.ts';
import { Button } from '#renderer/ui/button.tsx';

export interface TruthProps {
  readonly failures: TodayFailures;
  readonly retries: RunRetries;
}

/** How things stand, in one sentence, and what sets most of it right. */
export function Truth({ failures, retries }: TruthProps) {
  const navigate = useNavigate();
  const count = failures.retries.length;
  return (
    <div className="flex flex-wrap items-start gap-x-6 gap-y-3 px-5 pt-5 short:pt-3.5">
      <div className="min-w-0 grow basis-120">
        <Sentence failures={failures} />
        <RunCounts since={failures.since} />
      </div>
      <div className="flex gap-2">
        <Button
          size="large"
          look={
            count === 0 && failures.open.length + failures.older.length > 0 ? 'primary' : 'outlined'
          }
          keys="g f"
          onClick={() => void navigate({ to: '/failures' })}
        >
          Open failures
        </Button>
        {count > 0 && (
          <Button
            size="large"
            look="primary"
            keys="r"
            icon={<RotateCw size={14} />}
            disabled={retries.isAsking}
            onClick={() => retries.retry(failures.retries)}
          >
            {count === 1 ? 'Retry the GET' : `Retry the ${count} GETs`}
          </Button>
        )}
      </div>
    </div>
  );
}

/**
 * As many of its clauses as are known. Where what failed could not be read, the others are not known either: what there
 * is of them was read by another screen, before the connection broke.
 */
function Sentence({ failures }: { readonly failures: TodayFailures }) {
  const { runs, activity } = useOperations();
  const late = useQuery(runs.count.queryOptions({ input: { isLate: true } }));
  const planned = useQuery(activity.upcoming.queryOptions({ input: { limit: 10 } }));
  // The line keeps its height while it is not known what it will say.
  if (failures.isLoading || planned.isPending || late.isPending) return <p className="h-7.5" />;
  if (!failures.isKnown) {
    return (
      <p className="text-lead tracking-[-0.012em] text-text-2">What failed could not be read.</p>
    );
  }
  const clauses = [
    <WhatFailed failures={failures} />,
    late.data !== undefined && <WhatIsLate count={late.data.total} />,
    planned.data !== undefined && <WhatComes first={planned.data.upcoming[0]} />,
  ].filter((clause) => clause !== false);
  return (
    <p className="text-lead tracking-[-0.012em] text-pretty text-text-2 first-letter:uppercase">
      {clauses.map((clause, index) => (
        <Fragment key={index}>
          {index > 0 && ', '}
          {clause}
        </Fragment>
      ))}
      .
    </p>
  );
}

const STRONG_LINK = 'counted font-semibold text-text-1 underline-offset-5';

function WhatIsLate({ count }: { readonly count: number }) {
  if (count === 0) return 'nothing is late';
  return (
    <Link to="/runs" search={{ isLate: true }} className={STRONG_LINK}>
      {countOf(count, 'run')} late
    </Link>
  );
}

function WhatComes({ first }: { readonly first: Upcoming | undefined }) {
  const now = useNow();
  if (first === undefined) return 'nothing is planned';
  const isToCome = first.at > now;
  return (
    <>
      next run {isToCome && 'in\u00a0'}
      <Link to="/jobs/$job" params={{ job: first.job }} title={first.job} className={STRONG_LINK}>
        {isToCome ? formatRoughDuration(first.at - now).replace(' ', '\u00a0') : 'now'}
      </Link>
    </>
  );
}

/** What is new, and what is still open from before: having been seen sets nothing right. */
function WhatFailed({ failures: { open, older } }: { readonly failures: TodayFailures }) {
  const look = 'counted font-semibold text-failed underline-offset-5';
  const olderText = `${countOf(older.length, 'older group')} ${older.length === 1 ? 'is' : 'are'} still open`;
  return (
    <>
      {open.length === 0 ? (
        <Strong>{older.length === 0 ? 'Nothing failed' : 'Nothing new failed'}</Strong>
      ) : (
        <Link to="/failures" className={look}>
          {countOf(open.length, 'failure group')}
        </Link>
      )}{' '}
      since you last looked
      {older.length > 0 && (
        <>
          ;{' '}
          <Link to="/failures" className={look}>
            {olderText}
          </Link>
        </>
      )}
    </>
  );
}

function Strong({ children }: { readonly children: ReactNode }) {
  return <b className="font-semibold text-text-1">{children}</b>;
}
