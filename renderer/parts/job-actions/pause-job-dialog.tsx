import { useState } from 'react';
import type { Job } from '#shared/contract/job-schema.ts';
import { useInstance } from '#renderer/data/instance.tsx';
import { useInstanceCommand } from '#renderer/data/use-instance-command.ts';
import { CommandFooter } from '#renderer/parts/input/command-footer.tsx';
import { Modal } from '#renderer/ui/modal.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { tell } from '#renderer/ui/toasts.tsx';

export interface PauseJobDialogProps {
  readonly job: Job;
  readonly onClose: () => void;
}

export function PauseJobDialog({ job, onClose }: PauseJobDialogProps) {
  const { client } = useInstance();
  const [reason, setReason] = useState('');
  const pause = useInstanceCommand(client.jobs.pause);

  function confirm(): void {
    pause.ask({ job: job.name, reason: reason.trim() || null }, () => {
      tell(`${job.name} is paused`);
      onClose();
    });
  }

  return (
    <Modal
      isOpen
      onClose={onClose}
      width="narrow"
      title={`Pause ${job.name}?`}
      description="None of its runs starts until it is resumed. What falls due meanwhile is recorded as skipped; what runs now goes on."
      footer={
        <CommandFooter command={pause} onClose={onClose} onConfirm={confirm}>
          Pause the job
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
        <TextField
          label="Reason (optional)"
          hasFocus
          value={reason}
          onChange={setReason}
          placeholder="Shown to whoever wonders why it does not run"
        />
        {pause.problem !== null && <Notice tone="failed" title={pause.problem} isAlert />}
      </form>
    </Modal>
  );
}
