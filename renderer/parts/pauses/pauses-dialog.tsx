import { useQuery } from '@tanstack/react-query';
import type { PauseView } from '#shared/contract/pause-operations.ts';
import { useOperations } from '#renderer/data/instance.tsx';
import { PauseFacts } from '#renderer/parts/pauses/pause-facts.tsx';
import { onOfPause, titleOfPaused } from '#renderer/parts/pauses/pause-words.ts';
import { useResume } from '#renderer/parts/pauses/use-resume.ts';
import { StateMark } from '#renderer/parts/state-mark.tsx';
import { Button } from '#renderer/ui/button.tsx';
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

function PauseRow(props: {
  readonly pause: PauseView;
  readonly isDisabled: boolean;
  readonly onResume: () => void;
}) {
  const { pause, isDisabled, onResume } = props;
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
