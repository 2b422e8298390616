import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { RotateCw } from 'lucide-react';
import type { ReactNode } from 'react';
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
    <div className="flex flex-wrap items-end gap-x-6 gap-y-3 px-5 pt-5">
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

function Sentence({ failures }: { readonly failures: TodayFailures }) {
  const { runs, activity } = useOperations();
  const late = useQuery(runs.count.queryOptions({ input: { isLate: true } })).data?.total ?? 0;
  const planned = useQuery(activity.upcoming.queryOptions({ input: { limit: 10 } }));
  const next = planned.data?.upcoming;
  const now = useNow();
  const first = next?.[0];
  // The line keeps its height while it is not known what it will say.
  if (failures.isLoading || planned.isPending) return <p className="h-7.5" />;
  return (
    <p className="text-lead tracking-[-0.012em] text-text-2">
      <WhatFailed failures={failures} />,{' '}
      {late === 0 ? (
        'nothing is late'
      ) : (
        <Link
          to="/runs"
          search={{ isLate: true }}
          className="counted font-semibold text-text-1 underline-offset-5"
        >
          {countOf(late, 'run')} late
        </Link>
      )}
      {first === undefined ? (
        next !== undefined && ', nothing is planned'
      ) : (
        <>
          , next run {first.at > now && 'in\u00a0'}
          <Link
            to="/jobs/$job"
            params={{ job: first.job }}
            title={first.job}
            className="counted font-semibold text-text-1 underline-offset-5"
          >
            {first.at > now ? formatRoughDuration(first.at - now).replace(' ', '\u00a0') : 'now'}
          </Link>
        </>
      )}
      .
    </p>
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
