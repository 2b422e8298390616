import { ChooseJobDialog } from '#renderer/parts/job-actions/choose-job-dialog.tsx';
import { useJobDialog } from '#renderer/parts/job-actions/job-dialog-store.ts';
import { RunJobDialog } from '#renderer/parts/job-actions/run-job-dialog.tsx';
import { PauseDialog } from '#renderer/parts/pauses/pause-dialog.tsx';
import { PausesDialog } from '#renderer/parts/pauses/pauses-dialog.tsx';

/** The question that is being asked, if any. */
export function JobDialogs() {
  const { dialog, close } = useJobDialog();
  if (dialog === null) return null;
  switch (dialog.kind) {
    case 'run':
      return <RunJobDialog key={dialog.job.name} job={dialog.job} onClose={close} />;
    case 'pause':
      return <PauseDialog key={JSON.stringify(dialog.on)} on={dialog.on} onClose={close} />;
    case 'pauses':
      return <PausesDialog onClose={close} />;
    case 'choose':
      return <ChooseJobDialog key={dialog.purpose} purpose={dialog.purpose} onClose={close} />;
  }
}
