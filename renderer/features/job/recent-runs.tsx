import { Link } from '@tanstack/react-router';
import type { Run } from '#shared/contract/run-schema.ts';
import { usePreferences } from '#renderer/data/preferences.ts';
import { joinClasses } from '#renderer/lib/join-classes.ts';
import { Moment } from '#renderer/parts/moment.tsx';
import { RequestLine } from '#renderer/parts/request-line.tsx';
import { RunDuration } from '#renderer/parts/run-duration.tsx';
import { RunStateWord } from '#renderer/parts/state-word.tsx';
import { wordOfOrigin } from '#renderer/parts/word-of-origin.ts';
import { SectionHeading } from '#renderer/ui/section-heading.tsx';

export interface RecentRunsProps {
  readonly job: string;
  readonly runs: readonly Run[];
  readonly isLoading: boolean;
  readonly chosen: number | null;
  readonly onChoose: (index: number) => void;
}

const HEAD =
  'h-7.5 border-b border-line px-2 text-left text-small font-medium text-text-3 whitespace-nowrap';
/** Left to the run's own screen where there is little room. */
const WIDE_ONLY = 'hidden @min-[640px]:table-cell';
const CELL = 'border-b border-line px-2 whitespace-nowrap truncate';

/** Its newest runs, whatever brought them about. */
export function RecentRuns({ job, runs, isLoading, chosen, onChoose }: RecentRunsProps) {
  return (
    <section aria-label="Recent runs" className="@container min-h-16">
      <SectionHeading
        title="Recent runs"
        action={
          <Link to="/runs" search={{ job }} className="counted">
            All runs of {job}
          </Link>
        }
      />
      {runs.length === 0 ? (
        <p className="text-text-2">{!isLoading && 'It has never run.'}</p>
      ) : (
        <table
          role="grid"
          aria-label="Recent runs"
          className="w-full table-fixed border-separate border-spacing-0"
        >
          <thead>
            <tr>
              <th className={`${HEAD} w-34`}>State</th>
              <th className={HEAD}>Request</th>
              <th className={`${HEAD} ${WIDE_ONLY} w-22`}>Origin</th>
              <th className={`${HEAD} w-34`}>Started</th>
              <th className={`${HEAD} w-22 text-right`}>Duration</th>
              <th className={`${HEAD} ${WIDE_ONLY} w-18 text-right`}>Attempts</th>
            </tr>
          </thead>
          <tbody>
            {runs.map((run, index) => (
              <RunRow
                key={run.id}
                run={run}
                isChosen={index === chosen}
                onChoose={() => onChoose(index)}
              />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function RunRow(props: {
  readonly run: Run;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}) {
  const { run, isChosen, onChoose } = props;
  const { density } = usePreferences();
  const cell = `${CELL} ${density === 'compact' ? 'h-7' : 'h-9'}`;
  return (
    <tr
      aria-selected={isChosen}
      onClick={onChoose}
      className={joinClasses(
        isChosen ? 'bg-selected shadow-[inset_2px_0_var(--now)]' : 'hover:bg-hover',
      )}
    >
      <td className={cell}>
        <Link to="/runs/$run" params={{ run: run.id }} title={`Run ${run.id}`}>
          <RunStateWord state={run.state} />
        </Link>
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
