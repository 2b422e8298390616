import type { PauseView } from '#shared/contract/pause-operations.ts';
import { PauseFacts } from '#renderer/parts/pauses/pause-facts.tsx';
import { onOfPause, titleOfPaused } from '#renderer/parts/pauses/pause-words.ts';
import { StateMark } from '#renderer/parts/state-mark.tsx';
import { Button } from '#renderer/ui/button.tsx';

export interface PauseRowProps {
  readonly pause: PauseView;
  readonly isDisabled: boolean;
  readonly onResume: () => void;
}

/** Something that is paused: by whom, since when, why, and the way to let it go on. */
export function PauseRow({ pause, isDisabled, onResume }: PauseRowProps) {
  return (
    <li className="flex items-start gap-2.5 border-b border-line py-2 last:border-b-0">
      <span className="mt-1 text-held">
        <StateMark name="held" />
      </span>
      <div className="min-w-0 grow">
        <p className="font-medium break-words">{titleOfPaused(onOfPause(pause))}</p>
        {pause.schedule !== null && <p className="machine text-text-2">{pause.schedule}</p>}
        <p className="text-text-2">
          Paused <PauseFacts pause={pause} />
        </p>
      </div>
      <Button size="small" disabled={isDisabled} onClick={onResume}>
        Resume
      </Button>
    </li>
  );
}
