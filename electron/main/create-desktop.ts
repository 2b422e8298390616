/*
 * The life of the desktop application. One window, that may go while the engine goes on; one engine process, looked
 * after by the supervisor. Main hands out ports and steps aside: nothing that the console asks of an engine passes
 * through here.
 */
import type { EngineState } from '#shared/contract/desktop-calls.ts';
import type { DesktopEventName } from '#shared/contract/desktop-channels.ts';
import { eventChannel } from '#shared/contract/desktop-channels.ts';
import type { EngineSettings } from '#shared/contract/engine-process.ts';
import { answerAppRequest } from '#main/answer-app-request.ts';
import type { DesktopAnswers } from '#main/answer-calls.ts';
import { answerCalls } from '#main/answer-calls.ts';
import { decideClosing } from '#main/closing-window.ts';
import { listConsoleFiles } from '#main/console-files.ts';
import { APP_SCHEME } from '#main/content-policy.ts';
import type { DesktopTrayHandle } from '#main/create-tray.ts';
import { createTray } from '#main/create-tray.ts';
import { createWindow, presentWindow } from '#main/create-window.ts';
import { openDesktopMemory } from '#main/desktop-memory.ts';
import type {
  CancelableEvent,
  DesktopClock,
  DesktopElectron,
  DesktopWindow,
  MessagePortMain,
  WebContents,
} from '#main/electron-parts.ts';
import { createEngineSupervisor } from '#main/engine-supervisor.ts';
import { guardContents } from '#main/guard-contents.ts';
import { guardSession } from '#main/guard-session.ts';
import { toMenuTemplate } from '#main/menu-template.ts';
import { openExternal } from '#main/open-external.ts';
import { toEngineEnvironment } from '#main/process-environment.ts';

export interface DesktopOptions {
  readonly electron: DesktopElectron;
  readonly clock: DesktopClock;
  readonly platform: NodeJS.Platform;
  readonly environment: NodeJS.ProcessEnv;
  readonly engineSettings: EngineSettings;
  readonly files: {
    readonly consoleFolder: string;
    readonly preload: string;
    readonly engineProcess: string;
    readonly trayIcon: string;
    /** Where the application remembers its window. */
    readonly memory: string;
  };
}

export interface Desktop {
  /** Once Electron is ready: the window, the tray, and the engine. */
  open(): void;
  /** Brings the window to the front. */
  present(): void;
  guard(contents: WebContents): void;
  /** Holds the end up until the engine has ended in order. */
  beforeQuit(event: CancelableEvent): void;
}

export function createDesktop(options: DesktopOptions): Desktop {
  const { electron, files } = options;
  const { app } = electron;
  const memory = openDesktopMemory(files.memory);
  const supervisor = superviseEngine(options, changed);
  let window: DesktopWindow | null = null;
  let tray: DesktopTrayHandle | null = null;
  let end: 'none' | 'stopping' | 'done' = 'none';
  let isAsking = false;

  function tell(name: DesktopEventName, value: unknown): void {
    if (window?.isDestroyed() === false) window.webContents.send(eventChannel(name), value);
  }

  function changed(state: EngineState): void {
    tell('engineState', state);
    tray?.refresh(state);
  }

  function openWindow(): DesktopWindow {
    const opened = createWindow({
      electron,
      preloadFile: files.preload,
      memory,
      clock: options.clock,
    });
    opened.on('close', (event) => {
      if (end === 'done') return;
      event.preventDefault();
      void closeWindow(opened);
    });
    opened.on('closed', () => {
      supervisor.disconnect(opened);
      window = null;
    });
    return (window = opened);
  }

  async function closeWindow(closed: DesktopWindow): Promise<void> {
    if (isAsking) return;
    isAsking = true;
    const deciding = decideClosing(closed, supervisor.state(), memory, electron.dialog);
    // Where the question cannot be shown the window stays, and the next close asks again.
    const closing = await deciding.catch(() => 'stay').finally(() => (isAsking = false));
    tray?.refresh(supervisor.state());
    if (closing === 'keep') closed.hide();
    if (closing === 'quit') app.quit();
  }

  function present(): void {
    // A second start may come before the first is ready, and while it ends.
    if (tray !== null && end === 'none') presentWindow(window ?? openWindow());
  }

  const offer = async (url: string): Promise<boolean> =>
    window !== null && openExternal(url, window, electron);

  const answers: DesktopAnswers = {
    connect() {
      const asking = window;
      if (asking === null) return {};
      supervisor.connect(asking, (port: MessagePortMain) =>
        asking.webContents.postMessage(eventChannel('port'), null, [port]),
      );
      return {};
    },
    setCommands({ commands }) {
      setMenu(options, commands, (id) => tell('command', id));
      return {};
    },
    openExternal: async ({ url }) => ({ isOpened: await offer(url) }),
    readEngineState: () => supervisor.state(),
    restartEngine() {
      supervisor.restart();
      return {};
    },
  };

  return {
    present,
    guard: (contents) => guardContents(contents, (url) => void offer(url)),
    open() {
      serveConsole(options);
      answerCalls(electron.ipcMain, () => window, answers);
      setMenu(options, [], () => undefined);
      tray = createTray({
        ...{ electron, memory, iconFile: files.trayIcon },
        ...{ open: present, quit: () => app.quit() },
      });
      supervisor.start();
      electron.powerMonitor.on('resume', supervisor.resumed);
      openWindow();
    },
    beforeQuit(event) {
      if (end === 'done') return;
      event.preventDefault();
      if (end === 'stopping') return;
      end = 'stopping';
      window?.hide();
      void supervisor.stop().finally(() => {
        end = 'done';
        tray?.destroy();
        app.quit();
      });
    },
  };
}

function superviseEngine(
  { electron, clock, files, engineSettings, environment }: DesktopOptions,
  onState: (state: EngineState) => void,
) {
  return createEngineSupervisor({
    ...{ clock, onState },
    fork: () =>
      electron.utilityProcess.fork(files.engineProcess, [JSON.stringify(engineSettings)], {
        serviceName: 'Nightdesk engine',
        env: toEngineEnvironment(environment),
      }),
    openChannel: () => new electron.MessageChannelMain(),
  });
}

function serveConsole({ electron, files }: DesktopOptions): void {
  guardSession(electron.session.defaultSession);
  const consoleFiles = listConsoleFiles(files.consoleFolder);
  electron.protocol.handle(APP_SCHEME, (request) => answerAppRequest(request, consoleFiles));
}

function setMenu(
  { electron: { Menu }, platform }: DesktopOptions,
  commands: Parameters<typeof toMenuTemplate>[0],
  choose: (id: string) => void,
): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(toMenuTemplate(commands, choose, platform)));
}
