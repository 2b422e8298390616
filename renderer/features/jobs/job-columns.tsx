import { Link } from '@tanstack/react-router';
import type { Job, JobSummary } from '#shared/contract/job-schema.ts';
import { commandText } from '#shared/domain/command-text.ts';
import type { JobRow } from '#renderer/features/jobs/job-row.ts';
import { Duration } from '#renderer/parts/duration.tsx';
import { definitionOf } from '#renderer/parts/job-definition.ts';
import { Moment } from '#renderer/parts/moment.tsx';
import { OutcomeStrip } from '#renderer/parts/outcome-strip.tsx';
import { PauseBadge } from '#renderer/parts/pause-badge.tsx';
import { RequestLine } from '#renderer/parts/request-line.tsx';
import { wordsOfSchedule, zoneOfSchedule } from '#renderer/parts/schedule-words.ts';
import { markOfRun, StateMark } from '#renderer/parts/state-mark.tsx';
import { wordOfState } from '#renderer/parts/state-word.tsx';
import type { TableColumn } from '#renderer/ui/virtual-table.tsx';

/** Where there is little room, the details of how long its runs take are left to its own screen. */
export const JOB_COLUMNS: readonly TableColumn<JobRow>[] = [
  {
    ...{ key: 'mark', title: <span className="sr-only">Last result</span>, width: '16px' },
    cell: ({ job: { lastRun } }) =>
      lastRun === null ? null : (
        <StateMark name={markOfRun(lastRun.state)} label={wordOfState(lastRun.state)} />
      ),
  },
  {
    ...{ key: 'job', title: 'Job', width: 'minmax(104px,0.7fr)' },
    cell: ({ job }) => <JobName job={job} />,
  },
  {
    ...{ key: 'request', title: 'Request', width: 'minmax(96px,1fr)', hideBelow: 680 },
    cell: ({ job }) => (
      <RequestLine
        method={job.method}
        requestLine={`${job.method} ${commandText(definitionOf(job))}`}
      />
    ),
  },
  {
    ...{ key: 'schedule', title: 'Schedule', width: 'minmax(120px,1fr)' },
    cell: ({ job }) => <ScheduleCell job={job} />,
  },
  {
    ...{ key: 'next', title: 'Next', width: '72px', isRight: true },
    cell: ({ job }) => <Moment at={job.nextAt} as="relative" />,
  },
  {
    ...{ key: 'last', title: 'Last', width: '84px', isRight: true, hideBelow: 880 },
    cell: ({ job }) => <LastRun job={job} />,
  },
  {
    ...{ key: 'strip', title: 'Last 20', width: '100px', isRight: true, hideBelow: 580 },
    cell: ({ summary }) => <OutcomeStrip outcomes={summary?.outcomes ?? []} />,
  },
  {
    ...{ key: 'median', title: 'p50', width: '60px', isRight: true, hideBelow: 760 },
    cell: ({ summary }) => <Duration ms={summary?.medianMs ?? null} />,
  },
  {
    ...{ key: 'p95', title: 'p95', width: '60px', isRight: true, hideBelow: 960 },
    cell: ({ summary }) => <Duration ms={summary?.p95Ms ?? null} />,
  },
  {
    ...{ key: 'success', title: 'Success', width: '52px', isRight: true },
    cell: ({ summary }) => <SuccessRate summary={summary} />,
  },
];

function JobName({ job: { name } }: { readonly job: Job }) {
  return (
    <Link
      to="/jobs/$job"
      params={{ job: name }}
      tabIndex={-1}
      title={name}
      className="font-medium hover:underline"
    >
      {name}
    </Link>
  );
}

function ScheduleCell({ job }: { readonly job: Job }) {
  if (job.paused === null) return <ScheduleWords job={job} />;
  return (
    <span className="flex min-w-0 items-center gap-2">
      <PauseBadge paused={job.paused} />
      <span className="min-w-0 truncate text-text-3">
        <ScheduleWords job={job} />
      </span>
    </span>
  );
}

function ScheduleWords({ job }: { readonly job: Job }) {
  const [first, ...others] = definitionOf(job).triggers;
  if (first === undefined) return <span className="text-text-3">by hand</span>;
  const zone = zoneOfSchedule(first.schedule);
  return (
    <span title={job.triggers.map(({ schedule }) => schedule).join('\n')}>
      {wordsOfSchedule(first.schedule)}
      {zone !== null && <span className="ml-1.5 text-text-3">{zone}</span>}
      {others.length > 0 && <span className="ml-1.5 text-text-3">and {others.length} more</span>}
    </span>
  );
}

function LastRun({ job: { lastRun } }: { readonly job: Job }) {
  if (lastRun === null) return <span className="text-text-3">never</span>;
  return (
    <Link to="/runs/$run" params={{ run: lastRun.id }} tabIndex={-1} className="counted">
      <Moment at={lastRun.at} as="relative" />
    </Link>
  );
}

function SuccessRate({ summary }: { readonly summary: JobSummary | null }) {
  if (summary === null || summary.settledCount === 0) return <span className="text-text-3">–</span>;
  const { job, succeededCount, settledCount } = summary;
  return (
    <Link
      to="/runs"
      search={{ job, state: ['succeeded', 'failed'] }}
      tabIndex={-1}
      className="counted whitespace-nowrap"
      title={`${succeededCount} of the newest ${settledCount} that succeeded or failed`}
    >
      {percent(succeededCount, settledCount)}
      <span className="text-[0.92em] text-text-3">{'\u202f%'}</span>
    </Link>
  );
}

/** Rounded down: 100 means that none failed. */
function percent(part: number, whole: number): number {
  return Math.floor((part / whole) * 100);
}
