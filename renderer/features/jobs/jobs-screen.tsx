import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { CSV_OF_JOBS } from '#shared/contract/list-columns.ts';
import { useCommands } from '#renderer/data/command-registry.ts';
import { useOperations } from '#renderer/data/instance.tsx';
import { usePreferences } from '#renderer/data/preferences.ts';
import { sentenceOfProblem } from '#renderer/data/use-instance-command.ts';
import { JOB_COLUMNS } from '#renderer/features/jobs/job-columns.tsx';
import { JobPeek } from '#renderer/features/jobs/job-peek.tsx';
import type { JobRow } from '#renderer/features/jobs/job-row.ts';
import { filterJobRows, toJobRows } from '#renderer/features/jobs/job-row.ts';
import { ExportMenu } from '#renderer/parts/list-export/export-menu.tsx';
import { inOnePage } from '#renderer/parts/list-export/list-source.ts';
import { FilterBox } from '#renderer/parts/filter-box.tsx';
import { useJobActions } from '#renderer/parts/job-actions/use-job-actions.ts';
import { NoJobs } from '#renderer/parts/no-jobs.tsx';
import { Screen } from '#renderer/parts/screen.tsx';
import { useRowCursor } from '#renderer/parts/use-row-cursor.ts';
import { Button } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { VirtualTable } from '#renderer/ui/virtual-table.tsx';

/** Every job: when it fires, and how it has gone lately. */
export function JobsScreen() {
  const { jobs } = useOperations();
  const list = useQuery(jobs.list.queryOptions());
  const summaries = useQuery(jobs.summaries.queryOptions()).data?.summaries;
  const all = useMemo(
    () => toJobRows(list.data?.jobs ?? [], summaries ?? []),
    [list.data, summaries],
  );
  const count = list.data === undefined ? undefined : all.length.toLocaleString('en');
  return (
    <Screen
      title="Jobs"
      detail={count}
      actions={
        list.data !== undefined &&
        list.data.jobs.length > 0 && (
          <ExportMenu
            source={{ name: 'jobs', csv: CSV_OF_JOBS, pages: () => inOnePage(list.data.jobs) }}
            texts={{ command: 'nightdesk jobs', path: '/jobs' }}
          />
        )
      }
    >
      <JobsBody rows={all} isEmpty={list.data?.jobs.length === 0} error={list.error} />
    </Screen>
  );
}

interface JobsBodyProps {
  readonly rows: readonly JobRow[];
  readonly isEmpty: boolean;
  readonly error: unknown;
}

function JobsBody({ rows: all, isEmpty, error }: JobsBodyProps) {
  const [text, setText] = useState('');
  const rows = useMemo(() => filterJobRows(all, text), [all, text]);
  const navigate = useNavigate();
  const open = ({ job }: JobRow): void =>
    void navigate({ to: '/jobs/$job', params: { job: job.name } });
  const cursor = useRowCursor(rows, ({ job }) => job.name, open);
  const actions = useJobActions(cursor.row?.job ?? null);
  useCommands([
    ...cursor.commands,
    ...actions.commands,
    {
      ...{ id: 'job.why', title: 'Why is it not running?', group: 'Job', keys: 'q' },
      refusal: cursor.row === null ? 'No job is chosen.' : null,
      run: () => {
        if (!cursor.isPeeking) cursor.togglePeek();
      },
    },
  ]);
  if (error !== null) return <EmptyState>{sentenceOfProblem(error)}</EmptyState>;
  if (isEmpty) return <NoJobs />;
  return (
    <div className="flex min-h-0 min-w-0">
      <div className="grid min-h-0 min-w-0 grow grid-rows-[auto_auto_minmax(0,1fr)]">
        <div className="flex max-w-130 px-5 py-3">
          <FilterBox label="Text in name, target or effect" text={text} onChange={setText} />
        </div>
        <div>
          {actions.problem !== null && (
            <div className="px-5 pb-2">
              <Notice tone="failed" title={actions.problem} isAlert />
            </div>
          )}
        </div>
        {rows.length === 0 && text !== '' ? (
          <EmptyState action={<Button onClick={() => setText('')}>Show all jobs</Button>}>
            No job has “{text}” in its name, target or effect.
          </EmptyState>
        ) : (
          <JobTable {...{ rows, cursor, open }} />
        )}
      </div>
      {cursor.isPeeking && cursor.row !== null && (
        <JobPeek row={cursor.row} actions={actions} onClose={cursor.togglePeek} />
      )}
    </div>
  );
}

function JobTable(props: {
  readonly rows: readonly JobRow[];
  readonly cursor: ReturnType<typeof useRowCursor<JobRow>>;
  readonly open: (row: JobRow) => void;
}) {
  const { rows, cursor, open } = props;
  const { density } = usePreferences();
  return (
    <VirtualTable
      label="Jobs"
      rows={rows}
      rowKey={({ job }) => job.name}
      columns={JOB_COLUMNS}
      chosen={cursor.index}
      onChoose={cursor.choose}
      onOpen={(index) => {
        const row = rows[index];
        if (row !== undefined) open(row);
      }}
      isCompact={density === 'compact'}
    />
  );
}
