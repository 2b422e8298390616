import { useQuery } from '@tanstack/react-query';
import type { FailureGroup } from '#shared/contract/activity-schema.ts';
import type { Run } from '#shared/contract/run-schema.ts';
import { useOperations } from '#renderer/data/instance.tsx';
import { retryText } from '#renderer/parts/failure-groups/failure-group.ts';
import { EffectSentence } from '#renderer/parts/effect-sentence.tsx';
import { RequestLine } from '#renderer/parts/request-line.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { Modal } from '#renderer/ui/modal.tsx';

export interface RetryPostsDialogProps {
  readonly group: FailureGroup;
  readonly since: number;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** As many as one command retries. */
const MOST = 1_000;

/**
 * Requests that change something are not repeated by one key alone: nothing takes that back. It lists exactly the runs
 * that it retries.
 */
export function RetryPostsDialog({ group, since, onConfirm, onClose }: RetryPostsDialogProps) {
  const { runs } = useOperations();
  const { fingerprint, retryable } = group;
  const count = retryable.length;
  const input = { fingerprint, since, state: ['failed' as const], limit: MOST };
  const { data } = useQuery(runs.list.queryOptions({ input }));
  const known = new Map(data?.runs.map((run) => [run.id, run]));
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
      <ol aria-label="What is performed again" className="border-t border-line">
        {retryable.map((id) => (
          <RetriedRun key={id} id={id} run={known.get(id)} />
        ))}
      </ol>
    </Modal>
  );
}

/** Only those in view are drawn: there may be a thousand. */
function RetriedRun({ id, run }: { readonly id: string; readonly run: Run | undefined }) {
  return (
    <li className="grid h-13.5 grid-cols-[minmax(0,1fr)_auto] content-center gap-x-4 border-b border-line [contain-intrinsic-height:54px] [content-visibility:auto]">
      <span className="truncate">
        {run !== undefined && <EffectSentence effect={run.effect} input={run.input} />}
      </span>
      <span className="machine text-text-3">{id}</span>
      <span className="flex min-w-0">
        {run !== undefined && <RequestLine method={run.method} requestLine={run.requestLine} />}
      </span>
    </li>
  );
}
