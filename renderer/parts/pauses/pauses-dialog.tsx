import { useQuery } from '@tanstack/react-query';
import { useOperations } from '#renderer/data/instance.tsx';
import { PauseList } from '#renderer/parts/pauses/pause-list.tsx';
import { Modal } from '#renderer/ui/modal.tsx';

/** Everything that is paused, whoever paused it. */
export function PausesDialog({ onClose }: { readonly onClose: () => void }) {
  const { data } = useQuery(useOperations().pauses.list.queryOptions());
  const pauses = data?.pauses ?? [];
  return (
    <Modal isOpen onClose={onClose} title="What is paused">
      {data !== undefined && pauses.length === 0 && (
        <p className="py-2 text-text-2">Nothing is paused.</p>
      )}
      <div className="max-h-[50vh] overflow-auto">
        <PauseList pauses={pauses} />
      </div>
    </Modal>
  );
}
