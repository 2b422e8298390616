import { join } from 'node:path';
import electron from 'electron';
import { createDesktopClock } from '#main/desktop-clock.ts';
import { parseDesktopArguments } from '#main/desktop-arguments.ts';
import { findNode } from '#main/find-node.ts';
import { startDesktop } from '#main/start-desktop.ts';

/*
 * The desktop application, as Electron loads it. The built files lie beside it: `out/main`, `out/preload`,
 * `out/renderer`, and in `out` itself what runs on Node, which a package keeps outside its archive.
 */

const { app } = electron;
const out = join(import.meta.dirname, '..');
const { isExample, dataFolder } = parseDesktopArguments(process.argv.slice(1));
// The example is an application of its own: it runs beside the real one, and remembers its own window.
if (isExample) app.setPath('userData', `${app.getPath('userData')}-example`);

startDesktop({
  electron,
  clock: createDesktopClock(),
  platform: process.platform,
  environment: process.env,
  engineSettings: {
    ...{ dataFolder, isExample, version: app.getVersion() },
    nodePath: findNode({
      isPackaged: app.isPackaged,
      resourcesFolder: process.resourcesPath,
      projectFolder: app.getAppPath(),
      platform: process.platform,
      starter: process.env['NIGHTDESK_NODE'],
    }),
  },
  files: {
    consoleFolder: join(out, 'renderer'),
    preload: join(out, 'preload', 'preload.cjs'),
    engineProcess: join(out, 'engine-process.js').replace('app.asar', 'app.asar.unpacked'),
    trayIcon: join(out, 'main', 'tray.png'),
    memory: join(app.getPath('userData'), 'desktop.json'),
  },
});
