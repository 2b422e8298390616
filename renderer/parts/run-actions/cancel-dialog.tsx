import type { Run } from '#shared/contract/run-schema.ts';
import { useInstance } from '#renderer/data/instance.tsx';
import { useInstanceCommand } from '#renderer/data/use-instance-command.ts';
import { ReasonDialog } from '#renderer/parts/reason-dialog.tsx';
import { RequestLine } from '#renderer/parts/request-line.tsx';
import { tell } from '#renderer/ui/toasts.tsx';

export function CancelDialog({
  run,
  onClose,
}: {
  readonly run: Run;
  readonly onClose: () => void;
}) {
  const cancel = useInstanceCommand(useInstance().client.runs.cancel);
  const isRunning = run.state === 'running';
  return (
    <ReasonDialog
      title={`Cancel ${run.job}?`}
      description={
        isRunning
          ? 'It is running. It is asked to end, and ended if it does not. What it has done so far stays done.'
          : 'It has not started, and will not.'
      }
      command={cancel}
      verb="Cancel the run"
      look="danger"
      dismissal="Keep it"
      onClose={onClose}
      onConfirm={(reason) =>
        cancel.ask({ run: run.id, reason }, () => {
          tell(isRunning ? `${run.job} has been asked to end` : `${run.job} is cancelled`);
          onClose();
        })
      }
    >
      <RequestLine method={run.method} requestLine={run.requestLine} isWhole />
    </ReasonDialog>
  );
}
