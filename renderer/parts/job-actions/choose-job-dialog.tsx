import { useQuery } from '@tanstack/react-query';
import { Command } from 'cmdk';
import { useOperations } from '#renderer/data/instance.tsx';
import { sentenceOfProblem } from '#renderer/data/use-instance-command.ts';
import { useJobDialog } from '#renderer/parts/job-actions/job-dialog-store.ts';
import { MethodChip } from '#renderer/parts/method-chip.tsx';
import { Modal } from '#renderer/ui/modal.tsx';
import { Notice } from '#renderer/ui/notice.tsx';

/** Which job is to be run by hand. */
export function ChooseJobDialog({ onClose }: { readonly onClose: () => void }) {
  const { ask } = useJobDialog();
  const { data, error } = useQuery(useOperations().jobs.list.queryOptions());
  return (
    <Modal isOpen onClose={onClose} title="Run a job" description="Which one? Its input is next.">
      {error !== null && <Notice tone="failed" title={sentenceOfProblem(error)} isAlert />}
      <Command label="Jobs" loop filter={rank}>
        <Command.Input
          autoFocus
          placeholder="Name, target or what it does"
          className="mt-1 mb-2 h-8 w-full rounded-control border border-line-strong bg-surface px-2 placeholder:text-text-3"
        />
        <Command.List className="h-[40vh] overflow-auto">
          {data !== undefined && (
            <Command.Empty className="px-2.5 py-2 text-text-2">
              No job is called that, and none does that.
            </Command.Empty>
          )}
          {(data?.jobs ?? []).map((job) => (
            <Command.Item
              key={job.name}
              value={job.name}
              keywords={[job.target, job.effect]}
              onSelect={() => ask({ kind: 'run', job })}
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

/** Every word stands in it; jobs whose name holds them come before those whose target or effect does. */
function rank(name: string, text: string, [target = '', effect = '']: string[] = []): number {
  const words = text.toLowerCase().split(/\s+/);
  const holds = (content: string) => words.every((word) => content.toLowerCase().includes(word));
  if (holds(name)) return 1;
  return holds(`${name} ${target} ${effect}`) ? 0.5 : 0;
}
