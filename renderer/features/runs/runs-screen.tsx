import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { RunFilter } from '#shared/contract/run-filter.ts';
import type { Run } from '#shared/contract/run-schema.ts';
import { useCommands } from '#renderer/data/command-registry.ts';
import { useOperations } from '#renderer/data/instance.tsx';
import { usePreferences } from '#renderer/data/preferences.ts';
import { sentenceOfProblem } from '#renderer/data/use-instance-command.ts';
import { useRunList } from '#renderer/data/use-run-list.ts';
import { RunExport } from '#renderer/features/runs/run-export.tsx';
import { RunFilterBar } from '#renderer/features/runs/run-filter-bar.tsx';
import { RunPeek } from '#renderer/features/runs/run-peek.tsx';
import { runColumns } from '#renderer/features/runs/run-columns.tsx';
import { useRunActions } from '#renderer/parts/run-actions/use-run-actions.ts';
import { Screen } from '#renderer/parts/screen.tsx';
import { useMedians } from '#renderer/parts/use-medians.ts';
import { useRowCursor } from '#renderer/parts/use-row-cursor.ts';
import { Button } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { NewsButton } from '#renderer/ui/news-button.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { VirtualTable } from '#renderer/ui/virtual-table.tsx';

/** Every run that a filter means, newest first. */
export function RunsScreen() {
  const filter: RunFilter = useSearch({ from: '/runs' });
  const navigate = useNavigate();
  const list = useRunList(filter);
  const open = (run: Run): void => void navigate({ to: '/runs/$run', params: { run: run.id } });
  const cursor = useRowCursor(list.runs, ({ id }) => id, open);
  const actions = useRunActions(cursor.row);
  const { density } = usePreferences();
  const medians = useMedians();
  const columns = useMemo(() => runColumns(medians), [medians]);

  useCommands([
    ...cursor.commands,
    ...actions.commands,
    {
      ...{ id: 'run.why', title: 'Why is it not running?', group: 'Run', keys: 'q' },
      refusal: cursor.row === null ? 'No run is chosen.' : null,
      run: () => {
        if (cursor.row !== null) open(cursor.row);
      },
    },
  ]);

  return (
    <Screen
      title="Runs"
      detail={<RunCount filter={filter} />}
      news={<NewsButton {...list} />}
      actions={<RunExport filter={filter} />}
    >
      <div className="flex min-h-0 min-w-0">
        <div className="isolate grid min-h-0 min-w-0 grow grid-cols-[minmax(0,1fr)] grid-rows-[auto_auto_minmax(0,1fr)]">
          <RunFilterBar filter={filter} />
          <div>
            {actions.problem !== null && (
              <div className="px-5 pb-2">
                <Notice tone="failed" title={actions.problem} isAlert />
              </div>
            )}
          </div>
          {list.error === null ? (
            <RunTable
              {...{ filter, list, cursor, columns, open }}
              isCompact={density === 'compact'}
            />
          ) : (
            <EmptyState>{sentenceOfProblem(list.error)}</EmptyState>
          )}
        </div>
        {cursor.isPeeking && cursor.row !== null && (
          <RunPeek run={cursor.row} actions={actions} onClose={cursor.togglePeek} />
        )}
      </div>
    </Screen>
  );
}

/** How runs are made is told where there are none at all; elsewhere the filter is what stands in the way. */
function NoRuns({ filter }: { readonly filter: RunFilter }) {
  const navigate = useNavigate();
  if (Object.values(filter).some((value) => value !== undefined)) {
    return (
      <EmptyState
        action={
          <Button onClick={() => void navigate({ to: '/runs', search: {} })}>
            Clear the filter
          </Button>
        }
      >
        No run matches this filter.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      action={<Button onClick={() => void navigate({ to: '/jobs' })}>Choose a job to run</Button>}
    >
      There is no run yet. Runs are made when a job’s trigger fires, and by hand.
    </EmptyState>
  );
}

function RunTable(props: {
  readonly filter: RunFilter;
  readonly list: ReturnType<typeof useRunList>;
  readonly cursor: ReturnType<typeof useRowCursor<Run>>;
  readonly columns: ReturnType<typeof runColumns>;
  readonly open: (run: Run) => void;
  readonly isCompact: boolean;
}) {
  const { filter, list, cursor, columns, open, isCompact } = props;
  if (!list.isLoading && list.runs.length === 0) return <NoRuns filter={filter} />;
  return (
    <VirtualTable
      label="Runs"
      rows={list.runs}
      rowKey={({ id }) => id}
      columns={columns}
      chosen={cursor.index}
      onChoose={cursor.choose}
      onOpen={(index) => {
        const run = list.runs[index];
        if (run !== undefined) open(run);
      }}
      onEnd={list.hasMore ? list.loadMore : undefined}
      isCompact={isCompact}
    />
  );
}

function RunCount({ filter }: { readonly filter: RunFilter }) {
  const { data } = useQuery(useOperations().runs.count.queryOptions({ input: filter }));
  if (data === undefined) return null;
  return <>{`${data.isCapped ? 'over ' : ''}${data.total.toLocaleString('en')}`}</>;
}
