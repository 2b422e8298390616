import { lazy, Suspense } from 'react';
import { useOverlays } from '#renderer/app/overlay-store.ts';
import { useJobDialog } from '#renderer/parts/job-actions/job-dialog-store.ts';
import { useRunDialog } from '#renderer/parts/run-actions/run-dialog-store.ts';

/** Loaded when they are first asked for, so that the first picture does not wait for them. */
const Palette = lazy(async () => ({
  default: (await import('#renderer/app/palette.tsx')).Palette,
}));
const ShortcutSheet = lazy(async () => ({
  default: (await import('#renderer/app/shortcut-sheet.tsx')).ShortcutSheet,
}));
const RunDialogs = lazy(async () => ({
  default: (await import('#renderer/parts/run-actions/run-dialogs.tsx')).RunDialogs,
}));
const JobDialogs = lazy(async () => ({
  default: (await import('#renderer/parts/job-actions/job-dialogs.tsx')).JobDialogs,
}));

export function Overlays() {
  const open = useOverlays((store) => store.open);
  const isAsking = useRunDialog(({ dialog }) => dialog !== null);
  const isAskingOfJob = useJobDialog(({ dialog }) => dialog !== null);
  return (
    <Suspense>
      {open === 'palette' && <Palette />}
      {open === 'shortcuts' && <ShortcutSheet />}
      {isAsking && <RunDialogs />}
      {isAskingOfJob && <JobDialogs />}
    </Suspense>
  );
}
