import { ChooseJobDialog } from '#renderer/parts/job-actions/choose-job-dialog.tsx';
import { useJobDialog } from '#renderer/parts/job-actions/job-dialog-store.ts';
import { PauseJobDialog } from '#renderer/parts/job-actions/pause-job-dialog.tsx';
import { RunJobDialog } from '#renderer/parts/job-actions/run-job-dialog.tsx';

/** The question that is being asked, if any. */
export function JobDialogs() {
  const { dialog, close } = useJobDialog();
  if (dialog === null) return null;
  switch (dialog.kind) {
    case 'run':
      return <RunJobDialog key={dialog.job.name} job={dialog.job} onClose={close} />;
    case 'pause':
      return <PauseJobDialog key={dialog.job.name} job={dialog.job} onClose={close} />;
    case 'choose':
      return <ChooseJobDialog key={dialog.purpose} purpose={dialog.purpose} onClose={close} />;
  }
}
