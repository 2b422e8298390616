import type { PauseOn } from '#shared/contract/pause-operations.ts';
import { useInstance } from '#renderer/data/instance.tsx';
import { useInstanceCommand } from '#renderer/data/use-instance-command.ts';
import { titleOfPaused } from '#renderer/parts/pauses/pause-words.ts';
import { tell } from '#renderer/ui/toasts.tsx';

/** Lets what is paused go on. */
export function useResume() {
  const { client } = useInstance();
  const { ask, isAsking, block, problem } = useInstanceCommand(client.pauses.end);
  return {
    resume(on: PauseOn, onDone?: () => void): void {
      ask({ on, reason: null }, () => {
        tell(`${titleOfPaused(on)} goes on`);
        onDone?.();
      });
    },
    isDisabled: isAsking || block !== null,
    block,
    problem,
  };
}
