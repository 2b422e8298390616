import type { DesktopSession } from '#main/electron-parts.ts';

/** The console needs nothing of what a page can ask for: no camera, no notifications, no devices, no downloads. */
export function guardSession(session: DesktopSession): void {
  session.setPermissionRequestHandler((_contents, permission, answer) =>
    answer(isHarmless(permission)),
  );
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event) => event.preventDefault());
}

/** Copying goes one way: out of the console, after a click. */
function isHarmless(permission: string): boolean {
  return permission === 'clipboard-sanitized-write';
}
