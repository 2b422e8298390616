import { useQuery } from '@tanstack/react-query';
import { Command } from 'cmdk';
import { useState } from 'react';
import type { Job } from '#shared/contract/job-schema.ts';
import { useOperations } from '#renderer/data/instance.tsx';
import { sentenceOfProblem } from '#renderer/data/use-instance-command.ts';
import { bestMatches } from '#renderer/lib/match-text.ts';
import type { JobPurpose } from '#renderer/parts/job-actions/job-choice.ts';
import { JOB_CHOICES } from '#renderer/parts/job-actions/job-choice.ts';
import { useJobDialog } from '#renderer/parts/job-actions/job-dialog-store.ts';
import { useResume } from '#renderer/parts/pauses/use-resume.ts';
import { MethodChip } from '#renderer/parts/method-chip.tsx';
import { Modal } from '#renderer/ui/modal.tsx';
import { Notice } from '#renderer/ui/notice.tsx';

export interface ChooseJobDialogProps {
  readonly purpose: JobPurpose;
  readonly onClose: () => void;
}

/** Which job is to be run, paused or resumed by hand. */
export function ChooseJobDialog({ purpose, onClose }: ChooseJobDialogProps) {
  const { title, description, absence, mayChoose } = JOB_CHOICES[purpose];
  const { ask } = useJobDialog();
  const { resume, problem } = useResume();
  const [text, setText] = useState('');
  const { data, error } = useQuery(useOperations().jobs.list.queryOptions());
  const choosable = data?.jobs.filter(mayChoose) ?? [];
  const found = bestMatches(choosable, text, ({ name, target, effect }) => ({
    name,
    others: [target, effect],
  }));

  function choose(job: Job): void {
    const on = { scope: 'job', job: job.name } as const;
    if (purpose === 'run') ask({ kind: 'run', job });
    else if (purpose === 'pause') ask({ kind: 'pause', on });
    else resume(on, onClose);
  }

  return (
    <Modal isOpen onClose={onClose} title={title} description={description}>
      {problem !== null && <Notice tone="failed" title={problem} isAlert />}
      {error !== null && <Notice tone="failed" title={sentenceOfProblem(error)} isAlert />}
      <Command label="Jobs" loop shouldFilter={false}>
        <Command.Input
          autoFocus
          value={text}
          onValueChange={setText}
          placeholder="Name, target or what it does"
          className="mt-1 mb-2 h-8 w-full rounded-control border border-line-strong bg-surface px-2 placeholder:text-text-3"
        />
        <Command.List className="h-[40vh] overflow-auto">
          {data !== undefined && found.length === 0 && (
            <p className="px-2.5 py-2 text-text-2">
              {choosable.length === 0 ? absence : 'No job is called that, and none does that.'}
            </p>
          )}
          {found.map(({ item: job }) => (
            <Command.Item
              key={job.name}
              value={job.name}
              onSelect={() => choose(job)}
              className="flex h-8 items-center gap-2 rounded-control px-2.5 data-[selected=true]:bg-selected"
            >
              <MethodChip method={job.method} />
              <span className="shrink-0 font-medium">{job.name}</span>
              <span className="truncate text-text-3" title={job.effect}>
                {job.effect}
              </span>
            </Command.Item>
          ))}
        </Command.List>
      </Command>
    </Modal>
  );
}
