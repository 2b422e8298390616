import { useState } from 'react';
import type { FailureGroup } from '#shared/contract/activity-schema.ts';
import type { GroupWords } from '#renderer/features/failures/use-group-words.ts';
import { countOf } from '#renderer/lib/count-of.ts';
import { CommandFooter } from '#renderer/parts/input/command-footer.tsx';
import { Modal } from '#renderer/ui/modal.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { tell } from '#renderer/ui/toasts.tsx';

export interface ResolveGroupDialogProps {
  readonly group: FailureGroup;
  readonly words: GroupWords;
  readonly onClose: () => void;
}

/** Nothing is repeated by it: somebody says that what failed has been set right in another way. */
export function ResolveGroupDialog({ group, words, onClose }: ResolveGroupDialogProps) {
  const [reason, setReason] = useState('');
  const { resolve, reopen } = words;
  const { fingerprint } = group;

  function confirm(): void {
    resolve.ask({ fingerprint, reason: reason.trim() || null }, () => {
      tell(`Resolved: ${group.jobs.join(', ')}`, { label: 'Undo', onClick: () => reopen(group) });
      onClose();
    });
  }

  return (
    <Modal
      isOpen
      onClose={onClose}
      width="narrow"
      title={`Resolve ${countOf(group.openCount, 'failure')} of ${group.jobs.join(', ')}?`}
      description="Nothing is done again. It counts as set right, and comes back as regressed if it fails again."
      footer={
        <CommandFooter command={resolve} onClose={onClose} onConfirm={confirm}>
          Resolve
        </CommandFooter>
      }
    >
      <form
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          confirm();
        }}
      >
        <p className="machine line-clamp-3 break-words">{group.message}</p>
        <TextField
          label="Note (optional)"
          hasFocus
          value={reason}
          onChange={setReason}
          placeholder="How it was set right"
        />
        <input type="submit" hidden />
        {resolve.problem !== null && <Notice tone="failed" title={resolve.problem} isAlert />}
      </form>
    </Modal>
  );
}
