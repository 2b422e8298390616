import { APP_SCHEME } from '#main/content-policy.ts';
import { createDesktop } from '#main/create-desktop.ts';
import type { DesktopOptions } from '#main/create-desktop.ts';

/**
 * Starts the desktop application: the only one of this person, in Chromium's sandbox, and with an address of its own
 * for the console. A second start shows the window of the first and ends.
 */
export function startDesktop(options: DesktopOptions): void {
  const { app, protocol } = options.electron;
  if (!app.requestSingleInstanceLock()) return app.quit();
  app.enableSandbox();
  protocol.registerSchemesAsPrivileged([
    { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
  const desktop = createDesktop(options);
  app.on('second-instance', desktop.present);
  app.on('activate', desktop.present);
  app.on('before-quit', desktop.beforeQuit);
  // Without a listener Electron would end the application with its window.
  app.on('window-all-closed', () => undefined);
  app.on('web-contents-created', (_event, contents) => desktop.guard(contents));
  void app.whenReady().then(desktop.open);
}
