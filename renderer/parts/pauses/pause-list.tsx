import type { PauseView } from '#shared/contract/pause-operations.ts';
import { PauseRow } from '#renderer/parts/pauses/pause-row.tsx';
import { onOfPause } from '#renderer/parts/pauses/pause-words.ts';
import { useResume } from '#renderer/parts/pauses/use-resume.ts';
import { Notice } from '#renderer/ui/notice.tsx';

/** What is paused, each with the way to let it go on. */
export function PauseList({ pauses }: { readonly pauses: readonly PauseView[] }) {
  const { resume, isDisabled, problem } = useResume();
  return (
    <>
      {problem !== null && <Notice tone="failed" title={problem} isAlert />}
      <ul>
        {pauses.map((pause) => (
          <PauseRow
            key={JSON.stringify(onOfPause(pause))}
            pause={pause}
            isDisabled={isDisabled}
            onResume={() => resume(onOfPause(pause))}
          />
        ))}
      </ul>
    </>
  );
}
