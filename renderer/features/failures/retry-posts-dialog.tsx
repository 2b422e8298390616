import type { FailureGroup } from '#shared/contract/activity-schema.ts';
import { capitalise } from '#renderer/lib/capitalise.ts';
import { retryText } from '#renderer/parts/failure-groups/failure-group.ts';
import { RequestLine } from '#renderer/parts/request-line.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { Modal } from '#renderer/ui/modal.tsx';

export interface RetryPostsDialogProps {
  readonly group: FailureGroup;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** Requests that change something are not repeated by one key alone: nothing takes that back. */
export function RetryPostsDialog({ group, onConfirm, onClose }: RetryPostsDialogProps) {
  const count = group.retryable.length;
  const rest = count - group.samples.length;
  return (
    <Modal
      isOpen
      onClose={onClose}
      title={count === 1 ? 'Perform this POST again?' : `Perform these ${count} POSTs again?`}
      description="Each changes something. They keep their idempotency keys, so a receiver that heeds these does nothing twice."
      footer={
        <>
          <Button onClick={onClose}>Not now</Button>
          <Button look="primary" onClick={onConfirm}>
            {retryText(count)}
          </Button>
        </>
      }
    >
      <ul className="flex flex-col gap-2.5">
        {group.samples.slice(0, count).map(({ run, requestLine, effect }) => (
          <li key={run} className="min-w-0">
            <p>{capitalise(effect)}</p>
            <RequestLine method={group.methods[0] ?? 'POST'} requestLine={requestLine} />
          </li>
        ))}
        {rest > 0 && <li className="text-text-2">and {rest} more</li>}
      </ul>
    </Modal>
  );
}
