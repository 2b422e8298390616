import { useQuery } from '@tanstack/react-query';
import { useOperations } from '#renderer/data/instance.tsx';
import { PauseRow } from '#renderer/parts/pauses/pause-row.tsx';
import { onOfPause } from '#renderer/parts/pauses/pause-words.ts';
import { useResume } from '#renderer/parts/pauses/use-resume.ts';
import { Modal } from '#renderer/ui/modal.tsx';
import { Notice } from '#renderer/ui/notice.tsx';

/** Everything that is paused, whoever paused it, with the way to let it go on. */
export function PausesDialog({ onClose }: { readonly onClose: () => void }) {
  const { data } = useQuery(useOperations().pauses.list.queryOptions());
  const { resume, isDisabled, problem } = useResume();
  const pauses = data?.pauses ?? [];
  return (
    <Modal isOpen onClose={onClose} title="What is paused">
      {problem !== null && <Notice tone="failed" title={problem} isAlert />}
      {data !== undefined && pauses.length === 0 && (
        <p className="py-2 text-text-2">Nothing is paused.</p>
      )}
      <ul className="max-h-[50vh] overflow-auto">
        {pauses.map((pause) => (
          <PauseRow
            key={JSON.stringify(onOfPause(pause))}
            pause={pause}
            isDisabled={isDisabled}
            onResume={() => resume(onOfPause(pause))}
          />
        ))}
      </ul>
    </Modal>
  );
}
