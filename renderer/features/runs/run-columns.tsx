import { Link } from '@tanstack/react-router';
import type { Run } from '#shared/contract/run-schema.ts';
import { joinClasses } from '#renderer/lib/join-classes.ts';
import { Moment } from '#renderer/parts/moment.tsx';
import { PinMark } from '#renderer/parts/pin-mark.tsx';
import { RequestLine } from '#renderer/parts/request-line.tsx';
import { RunDuration } from '#renderer/parts/run-duration.tsx';
import { markOfRun, StateMark } from '#renderer/parts/state-mark.tsx';
import { RunStateWord, wordOfState } from '#renderer/parts/state-word.tsx';
import { wordOfOrigin } from '#renderer/parts/word-of-origin.ts';
import type { TableColumn } from '#renderer/ui/virtual-table.tsx';

/** Beside its panel in a small window: there the mark says the state, and what was asked for has the room. */
const NARROW = 560;

export function runColumns(medians: ReadonlyMap<string, number>): readonly TableColumn<Run>[] {
  return [
    {
      ...{ key: 'mark', title: <span className="sr-only">State</span>, width: '16px' },
      hideFrom: NARROW,
      cell: ({ state }) => <StateMark name={markOfRun(state)} label={wordOfState(state)} />,
    },
    {
      // What the list is sorted by comes first.
      ...{ key: 'created', title: 'Created', width: '104px', sort: 'descending' as const },
      cell: ({ createdAt }) => <Moment at={createdAt} as="near" />,
    },
    {
      ...{ key: 'state', title: 'State', width: '124px', hideBelow: NARROW },
      cell: ({ state }) => <RunStateWord state={state} />,
    },
    {
      ...{ key: 'job', title: 'Job', width: 'minmax(108px,0.4fr)' },
      cell: ({ id, job, state, pinned }) => (
        <span className="flex min-w-0 items-center gap-1.5">
          <Link
            to="/runs/$run"
            params={{ run: id }}
            tabIndex={-1}
            title={job}
            className={joinClasses(
              'truncate hover:underline',
              state === 'succeeded' ? 'text-text-2' : 'font-medium',
            )}
          >
            {job}
          </Link>
          <PinMark pinned={pinned} />
        </span>
      ),
    },
    {
      ...{ key: 'request', title: 'Request', width: 'minmax(96px,1fr)' },
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
      ...{ key: 'attempts', title: 'Attempts', width: '64px', isRight: true, hideBelow: 680 },
      cell: ({ attemptCount, maxAttempts }) => (
        <>
          {attemptCount}
          <span className="text-text-3">/{maxAttempts}</span>
        </>
      ),
    },
    {
      ...{ key: 'next', title: 'Next', width: '72px', isRight: true, hideBelow: 880 },
      cell: ({ nextAttemptAt }) =>
        nextAttemptAt === null ? null : <Moment at={nextAttemptAt} as="relative" />,
    },
  ];
}
