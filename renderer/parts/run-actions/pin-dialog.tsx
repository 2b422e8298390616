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

/** A run is to be kept for good: whoever wonders about it later reads why. */
export function PinDialog({ run, onClose }: { readonly run: Run; readonly onClose: () => void }) {
  const { client } = useInstance();
  const [reason, setReason] = useState('');
  const pin = useInstanceCommand(client.runs.pin);

  function confirm(): void {
    pin.ask({ run: run.id, reason: reason.trim() || null }, () => {
      tell(`Run ${run.id} is pinned`);
      onClose();
    });
  }

  return (
    <Modal
      isOpen
      onClose={onClose}
      width="narrow"
      title={`Pin run ${run.id}?`}
      description="It is kept, with its attempts and their output, until somebody unpins it. Other runs are deleted when they are old."
      footer={
        <CommandFooter command={pin} onClose={onClose} onConfirm={confirm}>
          Pin the run
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
        <TextField
          label="Reason (optional)"
          value={reason}
          onChange={setReason}
          placeholder="Such as: the run that ticket 4711 is about"
        />
        {pin.problem !== null && <Notice tone="failed" title={pin.problem} isAlert />}
      </form>
    </Modal>
  );
}
