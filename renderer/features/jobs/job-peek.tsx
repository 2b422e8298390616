import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { X } from 'lucide-react';
import { commandText } from '#shared/domain/command-text.ts';
import { useOperations } from '#renderer/data/instance.tsx';
import type { JobRow } from '#renderer/features/jobs/job-row.ts';
import { EffectTemplate } from '#renderer/parts/effect-template.tsx';
import type { JobActions } from '#renderer/parts/job-actions/use-job-actions.ts';
import { definitionOf } from '#renderer/parts/job-definition.ts';
import { JobWhy } from '#renderer/parts/job-why.tsx';
import { Moment } from '#renderer/parts/moment.tsx';
import { PauseBadge } from '#renderer/parts/pause-badge.tsx';
import { RequestLine } from '#renderer/parts/request-line.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { IconButton } from '#renderer/ui/icon-button.tsx';
import { SectionHeading } from '#renderer/ui/section-heading.tsx';

export interface JobPeekProps {
  readonly row: JobRow;
  readonly actions: JobActions;
  readonly onClose: () => void;
}

const FIRES = 5;

/** The chosen job beside the list: what it does, why it does not run, when it fires next. */
export function JobPeek({ row: { job }, actions, onClose }: JobPeekProps) {
  const { jobs } = useOperations();
  const input = { job: job.name, limit: FIRES };
  const fires = useQuery(jobs.fireTimes.queryOptions({ input })).data?.fireTimes ?? [];
  return (
    <aside
      aria-label="The chosen job"
      className="flex w-85 shrink-0 xl:w-96 flex-col gap-3 overflow-auto border-l border-line bg-raised px-5 py-3"
    >
      <div className="flex items-center gap-2">
        <Link
          to="/jobs/$job"
          params={{ job: job.name }}
          title={job.name}
          className="min-w-0 truncate text-title font-semibold hover:underline"
        >
          {job.name}
        </Link>
        {job.paused !== null && <PauseBadge paused={job.paused} />}
        <span className="ml-auto">
          <IconButton label="Close" keys="Space" icon={<X size={16} />} onClick={onClose} />
        </span>
      </div>
      <RequestLine
        method={job.method}
        requestLine={`${job.method} ${commandText(definitionOf(job))}`}
        isWhole
      />
      <p className="text-text-2">
        <EffectTemplate effect={job.effect} input={definitionOf(job).input} />
      </p>
      <div className="flex flex-wrap gap-2">
        <Button look="primary" keys="r" onClick={actions.run}>
          Run now
        </Button>
        {job.paused === null ? (
          <Button onClick={actions.pause}>Pause</Button>
        ) : (
          <Button onClick={actions.resume} disabled={actions.isAsking}>
            Resume
          </Button>
        )}
      </div>
      <JobWhy job={job.name} />
      <section aria-label="Next">
        <SectionHeading title="Next" />
        {fires.length === 0 && <p className="text-text-3">No trigger is going to fire.</p>}
        <ul>
          {fires.map(({ at, trigger }) => (
            <li key={`${at} ${trigger}`} className="flex h-6.5 items-center justify-between">
              <Moment at={at} />
              <span className="text-small text-text-3">
                <Moment at={at} as="relative" />
              </span>
            </li>
          ))}
        </ul>
      </section>
    </aside>
  );
}
