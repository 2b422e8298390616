import { Link } from '@tanstack/react-router';
import type { Run } from '#shared/contract/run-schema.ts';
import { joinClasses } from '#renderer/lib/join-classes.ts';
import { Moment } from '#renderer/parts/moment.tsx';
import { RequestLine } from '#renderer/parts/request-line.tsx';
import { RunDuration } from '#renderer/parts/run-duration.tsx';
import { RunStateWord } from '#renderer/parts/state-word.tsx';
import { wordOfOrigin } from '#renderer/parts/word-of-origin.ts';
import type { TableColumn } from '#renderer/ui/virtual-table.tsx';

export function runColumns(medians: ReadonlyMap<string, number>): readonly TableColumn<Run>[] {
  return [
    {
      // What the list is sorted by comes first.
      ...{ key: 'created', title: 'Created', width: '104px', sort: 'descending' as const },
      cell: ({ createdAt }) => <Moment at={createdAt} as="near" />,
    },
    {
      ...{ key: 'state', title: 'State', width: '124px' },
      cell: ({ state }) => <RunStateWord state={state} />,
    },
    {
      ...{ key: 'job', title: 'Job', width: 'minmax(80px,0.45fr)' },
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
      ...{ key: 'request', title: 'Request', width: 'minmax(80px,1fr)' },
      cell: ({ method, requestLine }) => <RequestLine {...{ method, requestLine }} />,
    },
    {
      ...{ key: 'origin', title: 'Origin', width: '76px', hideBelow: 960 },
      cell: ({ origin }) => <span className="text-text-2">{wordOfOrigin(origin)}</span>,
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
