import { lazy, Suspense } from 'react';
import { useOverlays } from '#renderer/app/overlay-store.ts';

/** Loaded when they are first asked for, so that the first picture does not wait for them. */
const Palette = lazy(async () => ({
  default: (await import('#renderer/app/palette.tsx')).Palette,
}));
const ShortcutSheet = lazy(async () => ({
  default: (await import('#renderer/app/shortcut-sheet.tsx')).ShortcutSheet,
}));

export function Overlays() {
  const open = useOverlays((store) => store.open);
  return (
    <Suspense>
      {open === 'palette' && <Palette />}
      {open === 'shortcuts' && <ShortcutSheet />}
    </Suspense>
  );
}
