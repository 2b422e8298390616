import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { EngineState } from '#shared/contract/desktop-calls.ts';
import { eventChannel } from '#shared/contract/desktop-channels.ts';
import { startDesktop } from '#main/start-desktop.ts';
import type { PortConnection } from '#renderer/data/connect-port.ts';
import { connectPort } from '#renderer/data/connect-port.ts';
import type { ElectronStandIn, StandInOptions } from '#test/support/electron/electron-stand-in.ts';
import { createElectronStandIn } from '#test/support/electron/electron-stand-in.ts';
import type { WindowStandIn } from '#test/support/electron/window.ts';
import type { TestClock } from '#test/support/test-clock.ts';
import { createTestClock } from '#test/support/test-clock.ts';

export interface DesktopUnderTest extends ElectronStandIn {
  readonly clock: TestClock;
  readonly dataFolder: string;
  window(): WindowStandIn;
  /** The engine's state as the page is told it. */
  untilEngine(state: EngineState['state']): Promise<void>;
  /** Asks for a port as the console does, and speaks the contract over it. */
  connect(): Promise<PortConnection>;
  quit(): Promise<void>;
}

export interface DesktopTestOptions extends Partial<StandInOptions> {
  /** Everything that the application writes is in there. */
  readonly folder: string;
  readonly isExample?: boolean;
  readonly environment?: NodeJS.ProcessEnv;
}

const ENGINE_PROCESS = path.resolve(
  import.meta.dirname,
  '../../../electron/server/desktop/engine-process.ts',
);

/** The unmodified desktop shell on a stand-in for Electron; by default with a real engine in a real process. */
export async function startDesktopUnderTest(
  options: DesktopTestOptions,
): Promise<DesktopUnderTest> {
  const { folder, isExample = false, environment = process.env } = options;
  const dataFolder = path.join(folder, 'data');
  const standIn = createElectronStandIn({ userData: path.join(folder, 'user'), ...options });
  const clock = createTestClock();
  startDesktop({
    ...{ electron: standIn.electron, clock, platform: 'linux' },
    environment: { ...environment, NIGHTDESK_DATA: undefined, NODE_OPTIONS: undefined },
    engineSettings: { dataFolder, isExample, version: '0.0.0', nodePath: process.execPath },
    files: {
      consoleFolder: writeConsole(folder),
      preload: path.join(folder, 'preload.cjs'),
      engineProcess: ENGINE_PROCESS,
      trayIcon: path.join(folder, 'tray.png'),
      memory: path.join(folder, 'user', 'desktop.json'),
    },
  });
  await standIn.electron.app.whenReady();

  const window = () => {
    const last = standIn.windows.at(-1);
    if (last === undefined) throw new Error('there is no window');
    return last;
  };
  return {
    ...{ ...standIn, clock, dataFolder, window },
    untilEngine: (state) =>
      window().untilSent(eventChannel('engineState'), (sent: EngineState) => sent.state === state),
    async connect() {
      const page = window().page();
      await page.desktop.connect({});
      return connectPort(await page.nextPort());
    },
    async quit() {
      standIn.electron.app.quit();
      await standIn.quitted;
    },
  };
}

/** A built console as small as can be. */
function writeConsole(folder: string): string {
  const built = path.join(folder, 'console');
  mkdirSync(path.join(built, 'assets'), { recursive: true });
  writeFileSync(path.join(built, 'index.html'), '<!doctype html><title>Nightdesk</title>');
  writeFileSync(path.join(built, 'assets', 'index-a1.js'), 'export {};');
  writeFileSync(path.join(built, 'notes.secret'), 'not for the page');
  return built;
}
