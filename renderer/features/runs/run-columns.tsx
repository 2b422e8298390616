import { Link } from '@tanstack/react-router';
import type { Run } from '#shared/contract/run-schema.ts';
import { useNow } from '#renderer/data/now.ts';
import { joinClasses } from '#renderer/lib/join-classes.ts';
import { Duration } from '#renderer/parts/duration.tsx';
import { Moment } from '#renderer/parts/moment.tsx';
import { RequestLine } from '#renderer/parts/request-line.tsx';
import { RunStateWord } from '#renderer/parts/state-word.tsx';
import type { TableColumn } from '#renderer/ui/virtual-table.tsx';

export function runColumns(medians: ReadonlyMap<string, number>): readonly TableColumn<Run>[] {
  return [
    {
      // What the list is sorted by comes first.
      ...{ key: 'created', title: <>Created ↓</>, width: '104px' },
      cell: ({ createdAt }) => <Moment at={createdAt} />,
    },
    {
      ...{ key: 'state', title: 'State', width: '128px' },
      cell: ({ state }) => <RunStateWord state={state} />,
    },
    {
      ...{ key: 'job', title: 'Job', width: 'minmax(96px,0.45fr)' },
      cell: ({ id, job, state }) => (
        <Link
          to="/runs/$run"
          params={{ run: id }}
          tabIndex={-1}
          title={job}
          className={joinClasses(
            'hover:underline',
            state === 'succeeded' ? 'text-text-2' : 'font-medium',
          )}
        >
          {job}
        </Link>
      ),
    },
    {
      ...{ key: 'request', title: 'Request', width: 'minmax(120px,1fr)' },
      cell: ({ method, requestLine }) => <RequestLine {...{ method, requestLine }} />,
    },
    {
      ...{ key: 'origin', title: 'Origin', width: '76px', hideBelow: 960 },
      cell: ({ origin }) => <span className="text-text-2">{ORIGINS[origin]}</span>,
    },
    {
      ...{ key: 'duration', title: 'Duration', width: '88px', isRight: true, hideBelow: 640 },
      cell: (run) => <RunDuration run={run} medianMs={medians.get(run.job) ?? null} />,
    },
    {
      ...{ key: 'attempts', title: 'Attempts', width: '64px', isRight: true, hideBelow: 540 },
      cell: ({ attemptCount, maxAttempts }) => (
        <>
          {attemptCount}
          <span className="text-text-3">/{maxAttempts}</span>
        </>
      ),
    },
    {
      ...{ key: 'next', title: 'Next', width: '84px', isRight: true, hideBelow: 800 },
      cell: ({ nextAttemptAt }) =>
        nextAttemptAt === null ? null : <Moment at={nextAttemptAt} as="relative" />,
    },
  ];
}

const ORIGINS: Readonly<Record<Run['origin'], string>> = {
  schedule: 'schedule',
  catch_up: 'catch-up',
  manual: 'by hand',
  retrigger: 'retrigger',
  backfill: 'backfill',
  chain: 'chain',
  event: 'event',
  api: 'program',
};

const OVERDUE = 2;

/** How long it took, or has taken; what is far beyond the job's median is said aloud. */
function RunDuration({ run, medianMs }: { readonly run: Run; readonly medianMs: number | null }) {
  const now = useNow();
  if (run.startedAt === null) return <Duration ms={null} />;
  const ms = (run.endedAt ?? now) - run.startedAt;
  const isLong = run.state === 'running' && medianMs !== null && ms > medianMs * OVERDUE;
  return (
    <span
      className={isLong ? 'font-medium text-retrying' : undefined}
      title={isLong ? 'more than twice the median of this job' : undefined}
    >
      <Duration ms={ms} />
    </span>
  );
}
