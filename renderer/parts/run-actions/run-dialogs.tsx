import { CancelDialog } from '#renderer/parts/run-actions/cancel-dialog.tsx';
import { ResolveDialog } from '#renderer/parts/run-actions/resolve-dialog.tsx';
import { RetriggerDialog } from '#renderer/parts/run-actions/retrigger-dialog.tsx';
import { useRunDialog } from '#renderer/parts/run-actions/run-dialog-store.ts';

/** The question that is being asked, if any. */
export function RunDialogs() {
  const { dialog, close } = useRunDialog();
  if (dialog === null) return null;
  const { run, kind } = dialog;
  switch (kind) {
    case 'retrigger':
      return <RetriggerDialog key={run.id} run={run} onClose={close} />;
    case 'resolve':
      return <ResolveDialog key={run.id} run={run} onClose={close} />;
    case 'cancel':
      return <CancelDialog key={run.id} run={run} onClose={close} />;
  }
}
