import { useQuery } from '@tanstack/react-query';
import { useOperations } from '#renderer/data/instance.tsx';
import { CancelDialog } from '#renderer/parts/run-actions/cancel-dialog.tsx';
import { PinDialog } from '#renderer/parts/run-actions/pin-dialog.tsx';
import { ResolveDialog } from '#renderer/parts/run-actions/resolve-dialog.tsx';
import { RetriggerDialog } from '#renderer/parts/run-actions/retrigger-dialog.tsx';
import { useRunDialog } from '#renderer/parts/run-actions/run-dialog-store.ts';

import type { RunDialog } from '#renderer/parts/run-actions/run-dialog-store.ts';

/** The question that is being asked, if any. */
export function RunDialogs() {
  const { dialog, close } = useRunDialog();
  if (dialog === null) return null;
  return <OpenDialog key={dialog.run.id} dialog={dialog} onClose={close} />;
}

/** What is asked about is the run as it is now: it may go on while somebody thinks. */
function OpenDialog(props: { readonly dialog: RunDialog; readonly onClose: () => void }) {
  const { dialog, onClose } = props;
  const { runs } = useOperations();
  const { data } = useQuery(runs.get.queryOptions({ input: { run: dialog.run.id } }));
  const run = data?.run ?? dialog.run;
  switch (dialog.kind) {
    case 'retrigger':
      return <RetriggerDialog run={run} onClose={onClose} />;
    case 'resolve':
      return <ResolveDialog run={run} onClose={onClose} />;
    case 'cancel':
      return <CancelDialog run={run} onClose={onClose} />;
    case 'pin':
      return <PinDialog run={run} onClose={onClose} />;
  }
}
