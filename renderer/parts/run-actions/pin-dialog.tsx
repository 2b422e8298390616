import type { Run } from '#shared/contract/run-schema.ts';
import { useInstance } from '#renderer/data/instance.tsx';
import { useInstanceCommand } from '#renderer/data/use-instance-command.ts';
import { ReasonDialog } from '#renderer/parts/reason-dialog.tsx';
import { RequestLine } from '#renderer/parts/request-line.tsx';
import { tell } from '#renderer/ui/toasts.tsx';

/** A run is to be kept for good: whoever wonders about it later reads why. */
export function PinDialog({ run, onClose }: { readonly run: Run; readonly onClose: () => void }) {
  const pin = useInstanceCommand(useInstance().client.runs.pin);
  return (
    <ReasonDialog
      title={`Pin run ${run.id}?`}
      description="It is kept, with its attempts and their output, until somebody unpins it, and everybody sees by whom and why."
      command={pin}
      verb="Pin the run"
      placeholder="Such as: the run that ticket 4711 is about"
      onClose={onClose}
      onConfirm={(reason) =>
        pin.ask({ run: run.id, reason }, () => {
          tell(`Run ${run.id} is pinned`);
          onClose();
        })
      }
    >
      <RequestLine method={run.method} requestLine={run.requestLine} isWhole />
    </ReasonDialog>
  );
}
