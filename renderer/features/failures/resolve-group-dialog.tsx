import type { FailureGroup } from '#shared/contract/activity-schema.ts';
import type { GroupWords } from '#renderer/features/failures/use-group-words.ts';
import { countOf } from '#renderer/lib/count-of.ts';
import { ReasonDialog } from '#renderer/parts/reason-dialog.tsx';
import { tell } from '#renderer/ui/toasts.tsx';

export interface ResolveGroupDialogProps {
  readonly group: FailureGroup;
  readonly words: GroupWords;
  readonly onClose: () => void;
}

/** Nothing is repeated by it: somebody says that what failed has been set right in another way. */
export function ResolveGroupDialog({ group, words, onClose }: ResolveGroupDialogProps) {
  const { resolve, reopen } = words;
  const { fingerprint } = group;
  const jobs = group.jobs.join(', ');
  return (
    <ReasonDialog
      title={`Resolve ${countOf(group.openCount, 'failure')} of ${jobs}?`}
      description="Nothing is done again. It counts as set right, and comes back as regressed if it fails again."
      command={resolve}
      verb="Resolve"
      label="Note (optional)"
      placeholder="How it was set right"
      onClose={onClose}
      onConfirm={(reason) =>
        resolve.ask({ fingerprint, reason }, () => {
          tell(`Resolved: ${jobs}`, { label: 'Undo', onClick: () => reopen(group) });
          onClose();
        })
      }
    >
      <p className="machine line-clamp-3 break-words">{group.message}</p>
    </ReasonDialog>
  );
}
