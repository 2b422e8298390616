import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useRef } from 'react';
import type { Job } from '#shared/contract/job-schema.ts';
import type { Run } from '#shared/contract/run-schema.ts';
import { useCommands } from '#renderer/data/command-registry.ts';
import { useInstance, useOperations } from '#renderer/data/instance.tsx';
import { isNotFound, sentenceOfProblem } from '#renderer/data/use-instance-command.ts';
import { useRunList } from '#renderer/data/use-run-list.ts';
import { JobCard } from '#renderer/features/job/job-card.tsx';
import { NeverRan } from '#renderer/features/job/never-ran.tsx';
import { NotRunSection } from '#renderer/features/job/not-run-section.tsx';
import { OutcomeSection } from '#renderer/features/job/outcome-section.tsx';
import { PolicySection } from '#renderer/features/job/policy-section.tsx';
import { RecentRuns } from '#renderer/features/job/recent-runs.tsx';
import { RevisionSection } from '#renderer/features/job/revision-section.tsx';
import { TriggerSection } from '#renderer/features/job/trigger-section.tsx';
import { InstanceFlag } from '#renderer/parts/instance-flag.tsx';
import type { JobActions } from '#renderer/parts/job-actions/use-job-actions.ts';
import { useJobActions } from '#renderer/parts/job-actions/use-job-actions.ts';
import { definitionOf } from '#renderer/parts/job-definition.ts';
import { JobWhy } from '#renderer/parts/job-why.tsx';
import { PauseBadge } from '#renderer/parts/pause-badge.tsx';
import { Screen } from '#renderer/parts/screen.tsx';
import { useRowCursor } from '#renderer/parts/use-row-cursor.ts';
import { Button } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { Notice } from '#renderer/ui/notice.tsx';

const RECENT = 20;

/** One job: what it does, when, how it has gone, and what can be done now. */
export function JobScreen() {
  const { job: name } = useParams({ from: '/jobs/$job' });
  const { jobs } = useOperations();
  const { data, error } = useQuery(jobs.get.queryOptions({ input: { job: name } }));
  const instance = useInstance();
  const navigate = useNavigate();
  if (data !== undefined) return <LoadedJob key={name} job={data.job} />;
  return (
    <Screen title={<JobTitle name={name} />} detail={instance.name}>
      {error !== null && (
        <EmptyState
          action={<Button onClick={() => void navigate({ to: '/jobs' })}>All jobs</Button>}
        >
          {isNotFound(error)
            ? `There is no job ${name} on ${instance.name}.`
            : sentenceOfProblem(error)}
        </EmptyState>
      )}
    </Screen>
  );
}

function LoadedJob({ job }: { readonly job: Job }) {
  const actions = useJobActions(job);
  const navigate = useNavigate();
  const why = useRef<HTMLDivElement>(null);
  const recent = useRunList({ job: job.name });
  const runs = recent.runs.slice(0, RECENT);
  const hasNone = runs.length === 0;
  const open = (run: Run): void => void navigate({ to: '/runs/$run', params: { run: run.id } });
  const cursor = useRowCursor(runs, ({ id }) => id, open);
  useCommands([
    ...cursor.commands.filter(({ id }) => id !== 'list.peek'),
    ...actions.commands,
    {
      ...{ id: 'job.why', title: 'Why is it not running?', group: 'Job', keys: 'q' },
      run: () => {
        why.current?.scrollIntoView({ block: 'nearest' });
        why.current?.focus();
      },
    },
  ]);

  return (
    <Screen
      title={<JobTitle name={job.name} />}
      detail={<JobDetail job={job} />}
      actions={<JobButtons job={job} actions={actions} />}
    >
      <div className="flex min-h-0 flex-col overflow-auto">
        <div className="flex flex-col gap-3 pt-4 pb-3">
          {actions.problem !== null && (
            <div className="px-5">
              <Notice tone="failed" title={actions.problem} isAlert />
            </div>
          )}
          <JobCard job={job} />
        </div>
        <div className="grid grow grid-cols-[minmax(0,1fr)_300px] border-t border-line xl:grid-cols-[minmax(0,1fr)_384px]">
          <div className="flex min-w-0 flex-col gap-3 px-5 pt-1 pb-5">
            {hasNone && !recent.isLoading && recent.error === null ? (
              <NeverRan job={job} onRun={actions.run} />
            ) : (
              <OutcomeSection job={job.name} />
            )}
            {!hasNone && (
              <RecentRuns
                job={job.name}
                runs={runs}
                news={recent}
                chosen={cursor.index}
                onChoose={cursor.choose}
              />
            )}
            <NotRunSection job={job.name} />
            <RevisionSection job={job.name} />
          </div>
          <div className="flex min-w-0 flex-col gap-3 border-l border-line px-5 pt-1 pb-5">
            <div ref={why} tabIndex={-1}>
              <JobWhy job={job.name} />
            </div>
            <TriggerSection job={job} />
            <PolicySection definition={definitionOf(job)} />
          </div>
        </div>
      </div>
    </Screen>
  );
}

function JobTitle({ name }: { readonly name: string }) {
  return (
    <>
      <Link to="/jobs" className="font-normal text-text-3 hover:text-text-1">
        Jobs
      </Link>
      <span className="font-normal text-text-3">/</span>
      <span className="truncate" title={name}>
        {name}
      </span>
    </>
  );
}

function JobDetail({ job: { paused } }: { readonly job: Job }) {
  const { name, kind } = useInstance();
  return (
    <span className="flex min-w-0 items-center gap-2">
      <InstanceFlag kind={kind} />
      <span className="text-text-1">{name}</span>
      {paused !== null && <PauseBadge paused={paused} />}
    </span>
  );
}

function JobButtons({ job, actions }: { readonly job: Job; readonly actions: JobActions }) {
  return (
    <>
      {job.paused === null ? (
        <Button onClick={actions.pause}>Pause job</Button>
      ) : (
        <Button onClick={actions.resume} disabled={actions.isAsking}>
          Resume job
        </Button>
      )}
      <Button look="primary" keys="r" onClick={actions.run}>
        Run now
      </Button>
    </>
  );
}
