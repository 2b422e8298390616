import { useState } from 'react';
import type { Run } from '#shared/contract/run-schema.ts';
import { useInstance } from '#renderer/data/instance.tsx';
import { useInstanceCommand } from '#renderer/data/use-instance-command.ts';
import { CommandFooter } from '#renderer/parts/input/command-footer.tsx';
import { RequestLine } from '#renderer/parts/request-line.tsx';
import { Modal } from '#renderer/ui/modal.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { tell } from '#renderer/ui/toasts.tsx';

export function CancelDialog({
  run,
  onClose,
}: {
  readonly run: Run;
  readonly onClose: () => void;
}) {
  const { client } = useInstance();
  const [reason, setReason] = useState('');
  const cancel = useInstanceCommand(client.runs.cancel);
  const isRunning = run.state === 'running';

  function confirm(): void {
    cancel.ask({ run: run.id, reason: reason || null }, () => {
      tell(isRunning ? `${run.job} has been asked to end` : `${run.job} is cancelled`);
      onClose();
    });
  }

  return (
    <Modal
      isOpen
      onClose={onClose}
      width="narrow"
      title={`Cancel ${run.job}?`}
      description={
        isRunning
          ? 'It is running. It is asked to end, and ended if it does not. What it has done so far stays done.'
          : 'It has not started, and will not.'
      }
      footer={
        <CommandFooter
          command={cancel}
          look="danger"
          dismissal="Keep it"
          onClose={onClose}
          onConfirm={confirm}
        >
          Cancel the run
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
        <RequestLine method={run.method} requestLine={run.requestLine} isWhole />
        <TextField label="Reason (optional)" value={reason} onChange={setReason} />
        {cancel.problem !== null && <Notice tone="failed" title={cancel.problem} isAlert />}
      </form>
    </Modal>
  );
}
