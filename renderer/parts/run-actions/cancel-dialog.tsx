import { useState } from 'react';
import type { Run } from '#shared/contract/run-schema.ts';
import { useInstance } from '#renderer/data/instance.tsx';
import { useInstanceCommand } from '#renderer/data/use-instance-command.ts';
import { RequestLine } from '#renderer/parts/request-line.tsx';
import { Button } from '#renderer/ui/button.tsx';
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
        <>
          <Button onClick={onClose}>Keep it</Button>
          <Button look="danger" onClick={confirm} disabled={cancel.isAsking}>
            Cancel the run
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <RequestLine method={run.method} requestLine={run.requestLine} isWhole />
        <TextField label="Reason (optional)" value={reason} onChange={setReason} />
        {cancel.problem !== null && <Notice tone="failed" title={cancel.problem} isAlert />}
      </div>
    </Modal>
  );
}
