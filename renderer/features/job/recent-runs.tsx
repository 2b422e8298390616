import { Link } from '@tanstack/react-router';
import { useId } from 'react';
import type { Run } from '#shared/contract/run-schema.ts';
import { usePreferences } from '#renderer/data/preferences.ts';
import { Moment } from '#renderer/parts/moment.tsx';
import { PinMark } from '#renderer/parts/pin-mark.tsx';
import { RequestLine } from '#renderer/parts/request-line.tsx';
import { RunDuration } from '#renderer/parts/run-duration.tsx';
import { RunStateWord } from '#renderer/parts/state-word.tsx';
import { wordOfOrigin } from '#renderer/parts/word-of-origin.ts';
import type { NewsButtonProps } from '#renderer/ui/news-button.tsx';
import { NewsButton } from '#renderer/ui/news-button.tsx';
import { SectionHeading } from '#renderer/ui/section-heading.tsx';

export interface RecentRunsProps {
  readonly job: string;
  readonly runs: readonly Run[];
  readonly news: NewsButtonProps;
  readonly chosen: number | null;
  readonly onChoose: (index: number) => void;
}

const HEAD =
  'h-7.5 border-b border-line px-2 text-left text-small font-medium text-text-3 whitespace-nowrap first:pl-0 last:pr-0';
/** Left to the run's own screen where there is little room. */
const WIDE_ONLY = 'hidden @min-[640px]:table-cell';
const CELL = 'border-b border-line px-2 whitespace-nowrap truncate first:pl-0 last:pr-0';

/** Its newest runs, whatever brought them about. Rows stay where they are; what is new waits to be asked for. */
export function RecentRuns({ job, runs, news, chosen, onChoose }: RecentRunsProps) {
  const id = useId();
  return (
    <section aria-label="Recent runs" className="@container">
      <SectionHeading
        title="Recent runs"
        action={
          <>
            <NewsButton {...news} />
            <Link to="/runs" search={{ job }} className="counted">
              All runs of {job}
            </Link>
          </>
        }
      />
      <table
        role="grid"
        aria-label="Recent runs"
        tabIndex={0}
        aria-activedescendant={chosen === null ? undefined : `${id}-${chosen}`}
        className="w-full table-fixed border-separate border-spacing-0"
      >
        <thead>
          <tr>
            <th scope="col" className={`${HEAD} w-32`}>
              State
            </th>
            <th scope="col" className={HEAD}>
              Request
            </th>
            <th scope="col" className={`${HEAD} ${WIDE_ONLY} w-22`}>
              Origin
            </th>
            <th scope="col" className={`${HEAD} w-34`}>
              Started
            </th>
            <th scope="col" className={`${HEAD} w-22 text-right`}>
              Duration
            </th>
            <th scope="col" className={`${HEAD} ${WIDE_ONLY} w-18 text-right`}>
              Attempts
            </th>
          </tr>
        </thead>
        <tbody>
          {runs.map((run, index) => (
            <RunRow
              key={run.id}
              id={`${id}-${index}`}
              run={run}
              isChosen={index === chosen}
              onChoose={() => onChoose(index)}
            />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function RunRow(props: {
  readonly id: string;
  readonly run: Run;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}) {
  const { id, run, isChosen, onChoose } = props;
  const { density } = usePreferences();
  const cell = `${CELL} ${density === 'compact' ? 'h-7' : 'h-9'}`;
  return (
    <tr
      id={id}
      aria-selected={isChosen}
      onClick={onChoose}
      className={isChosen ? 'bg-selected shadow-[-2px_0_var(--now)]' : 'hover:bg-hover'}
    >
      <td className={cell}>
        <span className="flex items-center gap-1.5">
          <Link to="/runs/$run" params={{ run: run.id }} tabIndex={-1} title={`Run ${run.id}`}>
            <RunStateWord state={run.state} />
          </Link>
          <PinMark pinned={run.pinned} />
        </span>
      </td>
      <td className={cell}>
        <RequestLine method={run.method} requestLine={run.requestLine} />
      </td>
      <td className={`${cell} ${WIDE_ONLY} text-text-2`}>{wordOfOrigin(run.origin)}</td>
      <td className={cell}>
        <Moment at={run.startedAt} />
      </td>
      <td className={`${cell} text-right`}>
        <RunDuration run={run} />
      </td>
      <td className={`${cell} ${WIDE_ONLY} text-right`}>
        {run.attemptCount}
        <span className="text-text-3">/{run.maxAttempts}</span>
      </td>
    </tr>
  );
}
