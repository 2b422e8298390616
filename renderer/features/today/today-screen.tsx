import { useQuery } from '@tanstack/react-query';
import { Play } from 'lucide-react';
import { useCommands } from '#renderer/data/command-registry.ts';
import { useOperations } from '#renderer/data/instance.tsx';
import { useNow } from '#renderer/data/now.ts';
import { useZone } from '#renderer/data/preferences.ts';
import { sentenceOfProblem } from '#renderer/data/use-instance-command.ts';
import { DecisionSection } from '#renderer/features/today/decision-section.tsx';
import { GroupsSection } from '#renderer/features/today/groups-section.tsx';
import { LateSection } from '#renderer/features/today/late-section.tsx';
import { NextSection } from '#renderer/features/today/next-section.tsx';
import { RunningSection } from '#renderer/features/today/running-section.tsx';
import { StillColumn } from '#renderer/features/today/still-column.tsx';
import { ThroughputSection } from '#renderer/features/today/throughput-section.tsx';
import { Truth } from '#renderer/features/today/truth.tsx';
import { useLook } from '#renderer/features/today/use-look.ts';
import { useTodayFailures } from '#renderer/features/today/use-today-failures.ts';
import { formatLongDay } from '#renderer/lib/format-instant.ts';
import { RefusedRetries } from '#renderer/parts/failure-groups/refused-retries.tsx';
import { useRetryRuns } from '#renderer/parts/failure-groups/use-retry-runs.ts';
import { useJobDialog } from '#renderer/parts/job-actions/job-dialog-store.ts';
import { NoJobs } from '#renderer/parts/no-jobs.tsx';
import { Screen } from '#renderer/parts/screen.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { NewsButton } from '#renderer/ui/news-button.tsx';
import { Notice } from '#renderer/ui/notice.tsx';

/** What is wrong, what needs a person, what runs, what comes. */
export function TodayScreen() {
  useLook();
  const { data } = useQuery(useOperations().jobs.list.queryOptions());
  const failures = useTodayFailures();
  const { ask } = useJobDialog();
  return (
    <Screen
      title="Today"
      detail={<Day />}
      news={<NewsButton {...failures.steady} />}
      actions={
        <Button icon={<Play size={14} />} onClick={() => ask({ kind: 'choose', purpose: 'run' })}>
          Run a job
        </Button>
      }
    >
      {data?.jobs.length === 0 ? <NoJobs /> : <TodayBody failures={failures} />}
    </Screen>
  );
}

function Day() {
  return formatLongDay(useNow(), useZone());
}

function TodayBody({ failures }: { readonly failures: ReturnType<typeof useTodayFailures> }) {
  const retries = useRetryRuns();
  const count = failures.retries.length;
  useCommands([
    {
      ...{
        id: 'failures.retry-gets',
        title: 'Retry all failed GETs',
        group: 'Failures',
        keys: 'r',
      },
      refusal: count === 0 ? 'No failed GET is there to be retried.' : null,
      run: () => retries.retry(failures.retries),
    },
  ]);
  return (
    <div className="flex min-h-0 flex-col overflow-auto">
      <Truth failures={failures} retries={retries} />
      <div className="flex flex-col gap-2 px-5 pt-3 empty:hidden">
        <RefusedRetries retries={retries} />
        {failures.error !== null && (
          <Notice tone="failed" title={sentenceOfProblem(failures.error)} isAlert />
        )}
      </div>
      <ThroughputSection since={failures.since} areWordsThere={!failures.isLoading} />
      <div className="grid grow grid-cols-[minmax(0,1fr)_272px] xl:grid-cols-[minmax(0,1fr)_372px]">
        <StillColumn className="@container flex min-w-0 flex-col gap-2.5 px-5 pt-1 pb-5 xl:pr-6">
          <GroupsSection failures={failures} retries={retries} />
          <LateSection since={failures.since} />
          <DecisionSection />
        </StillColumn>
        <StillColumn className="flex min-w-0 flex-col gap-2.5 border-l border-line px-5 pt-1 pb-5 xl:pl-6">
          <RunningSection />
          <NextSection />
        </StillColumn>
      </div>
    </div>
  );
}
