import type { PauseOn } from '#shared/contract/pause-operations.ts';
import { useJobDialog } from '#renderer/parts/job-actions/job-dialog-store.ts';
import { useResume } from '#renderer/parts/pauses/use-resume.ts';
import { Button } from '#renderer/ui/button.tsx';

/** Pauses something, or lets it go on, in the place where it is shown. */
export function PauseControl({
  on,
  isPaused,
  verb = 'Pause',
}: {
  readonly on: PauseOn;
  readonly isPaused: boolean;
  /** Where it does not stand beside what it pauses. */
  readonly verb?: string;
}) {
  const { ask } = useJobDialog();
  const { resume, isDisabled } = useResume();
  return isPaused ? (
    <Button size="small" disabled={isDisabled} onClick={() => resume(on)}>
      Resume
    </Button>
  ) : (
    <Button size="small" look="quiet" onClick={() => ask({ kind: 'pause', on })}>
      {verb}
    </Button>
  );
}
