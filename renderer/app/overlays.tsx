import { lazy, Suspense } from 'react';
import { useOverlays } from '#renderer/app/overlay-store.ts';
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

export function Overlays() {
  const open = useOverlays((store) => store.open);
  const isAsking = useRunDialog(({ dialog }) => dialog !== null);
  return (
    <Suspense>
      {open === 'palette' && <Palette />}
      {open === 'shortcuts' && <ShortcutSheet />}
      {isAsking && <RunDialogs />}
    </Suspense>
  );
}
