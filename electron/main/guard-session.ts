import { APP_ORIGIN } from '#main/content-policy.ts';
import type { DesktopSession } from '#main/electron-parts.ts';

/**
 * The console needs nothing of what a page can ask for: no camera, no notifications, no devices. It may save what it
 * wrote itself, and downloads nothing.
 */
export function guardSession(session: DesktopSession): void {
  session.setPermissionRequestHandler((_contents, permission, answer) =>
    answer(isHarmless(permission)),
  );
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event, item) => {
    if (!item.getURL().startsWith(`blob:${APP_ORIGIN}/`)) event.preventDefault();
  });
}

/** Copying goes one way: out of the console, after a click. */
function isHarmless(permission: string): boolean {
  return permission === 'clipboard-sanitized-write';
}
