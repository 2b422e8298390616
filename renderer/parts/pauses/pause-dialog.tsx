import { useState } from 'react';
import type { PauseOn } from '#shared/contract/pause-operations.ts';
import { useInstance } from '#renderer/data/instance.tsx';
import { useNow } from '#renderer/data/now.ts';
import { useZone } from '#renderer/data/preferences.ts';
import { useInstanceCommand } from '#renderer/data/use-instance-command.ts';
import { formatRelative } from '#renderer/lib/format-relative.ts';
import { CommandFooter } from '#renderer/parts/input/command-footer.tsx';
import { effectOfPause, nameOfPaused, titleOfPaused } from '#renderer/parts/pauses/pause-words.ts';
import { readUntil } from '#renderer/parts/pauses/read-until.ts';
import { Modal } from '#renderer/ui/modal.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { tell } from '#renderer/ui/toasts.tsx';

export interface PauseDialogProps {
  readonly on: PauseOn;
  readonly onClose: () => void;
}

export function PauseDialog({ on, onClose }: PauseDialogProps) {
  const { client } = useInstance();
  const now = useNow();
  const zone = useZone();
  const [reason, setReason] = useState('');
  const [untilText, setUntilText] = useState('');
  const pause = useInstanceCommand(client.pauses.begin);
  const until = readUntil(untilText, zone, now);
  const name = nameOfPaused(on);

  function confirm(): void {
    if (until.problem !== null) return;
    pause.ask({ on, until: until.at, reason: reason.trim() || null }, () => {
      tell(`${titleOfPaused(on)} is paused`);
      onClose();
    });
  }

  return (
    <Modal
      isOpen
      onClose={onClose}
      width="narrow"
      title={`Pause ${name}?`}
      description={effectOfPause(on)}
      footer={
        <CommandFooter command={pause} onClose={onClose} onConfirm={confirm}>
          Pause
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
          placeholder="Shown to whoever wonders why nothing runs"
        />
        <TextField
          label="Until (optional)"
          value={untilText}
          onChange={setUntilText}
          placeholder="18:00"
          problem={until.problem}
          hint={
            until.at === null
              ? 'A time such as 18:00, a duration such as 2h, or nothing: then until somebody resumes it.'
              : `It goes on by itself ${formatRelative(until.at, now)}.`
          }
        />
        <input type="submit" hidden />
        {pause.problem !== null && <Notice tone="failed" title={pause.problem} isAlert />}
      </form>
    </Modal>
  );
}
