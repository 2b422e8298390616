import { useState } from 'react';
import type { PauseOn } from '#shared/contract/pause-operations.ts';
import { useInstance } from '#renderer/data/instance.tsx';
import { useNow } from '#renderer/data/now.ts';
import { useZone } from '#renderer/data/preferences.ts';
import { useInstanceCommand } from '#renderer/data/use-instance-command.ts';
import { formatRelative } from '#renderer/lib/format-relative.ts';
import { effectOfPause, nameOfPaused, titleOfPaused } from '#renderer/parts/pauses/pause-words.ts';
import { readUntil } from '#renderer/parts/pauses/read-until.ts';
import { ReasonDialog } from '#renderer/parts/reason-dialog.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { tell } from '#renderer/ui/toasts.tsx';

export interface PauseDialogProps {
  readonly on: PauseOn;
  readonly onClose: () => void;
}

export function PauseDialog({ on, onClose }: PauseDialogProps) {
  const now = useNow();
  const zone = useZone();
  const [untilText, setUntilText] = useState('');
  const pause = useInstanceCommand(useInstance().client.pauses.begin);
  const until = readUntil(untilText, zone, now);

  function confirm(reason: string | null): void {
    if (until.problem !== null) return;
    pause.ask({ on, until: until.at, reason }, () => {
      tell(`${titleOfPaused(on)} is paused`);
      onClose();
    });
  }

  return (
    <ReasonDialog
      title={`Pause ${nameOfPaused(on)}?`}
      description={effectOfPause(on)}
      command={pause}
      verb="Pause"
      placeholder="Shown to whoever wonders why nothing runs"
      onClose={onClose}
      onConfirm={confirm}
      more={
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
      }
    />
  );
}
