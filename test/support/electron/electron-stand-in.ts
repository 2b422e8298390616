import { EventEmitter } from 'node:events';
import type {
  BrowserWindowConstructorOptions,
  CallEvent,
  ChildProcess,
  CustomScheme,
  DesktopElectron,
  DesktopSession,
  MenuItemConstructorOptions,
  MessageBoxOptions,
  Rectangle,
} from '#main/electron-parts.ts';
import { emitCancelable } from '#test/support/electron/cancelable-event.ts';
import { createMessageChannelMain } from '#test/support/electron/message-port-main.ts';
import type { UtilityProcessStandIn } from '#test/support/electron/utility-process.ts';
import { forkUtilityProcess } from '#test/support/electron/utility-process.ts';
import type { WindowStandIn } from '#test/support/electron/window.ts';
import { createWindowStandIn } from '#test/support/electron/window.ts';

type Menu = MenuItemConstructorOptions[];

export interface TrayStandIn {
  menu: Menu;
  isDestroyed: boolean;
  click(): void;
}

/** Electron as the desktop shell knows it, without a display: what it was told, and what a person does to it. */
export interface ElectronStandIn {
  readonly electron: DesktopElectron;
  readonly windows: readonly WindowStandIn[];
  readonly processes: readonly UtilityProcessStandIn[];
  readonly schemes: readonly CustomScheme[];
  readonly isSandboxed: () => boolean;
  readonly menu: () => Menu;
  readonly tray: () => TrayStandIn;
  /** Questions asked, each with the answer that it got. */
  readonly questions: readonly MessageBoxOptions[];
  readonly openedAddresses: readonly string[];
  /** Index of the button that is pressed at the questions to come. */
  answerQuestionsWith(button: number): void;
  readonly permissions: { request(name: string): boolean; check(): boolean; device(): boolean };
  /** Whether a download is let through. */
  download(url: string): boolean;
  fetch(url: string, method?: string): Promise<Response>;
  call(event: CallEvent, channel: string, input: unknown): Promise<unknown>;
  /** Something that the system or a second start does. */
  emit(event: 'second-instance' | 'activate' | 'resume'): void;
  /** Resolves when the application has ended. */
  readonly quitted: Promise<void>;
  readonly hasQuit: () => boolean;
}

export interface StandInOptions {
  readonly userData: string;
  readonly isFirstInstance?: boolean;
  readonly screens?: readonly Rectangle[];
  /** A real process with the file in it if left out. */
  readonly fork?: DesktopElectron['utilityProcess']['fork'];
}

const SCREEN: Rectangle = { x: 0, y: 0, width: 1_920, height: 1_080 };

export function createElectronStandIn(options: StandInOptions): ElectronStandIn {
  const emitter = new EventEmitter();
  const windows: WindowStandIn[] = [];
  const processes: UtilityProcessStandIn[] = [];
  const schemes: CustomScheme[] = [];
  const questions: MessageBoxOptions[] = [];
  const openedAddresses: string[] = [];
  const handlers = new Map<string, Parameters<DesktopElectron['ipcMain']['handle']>[1]>();
  const protocols = new Map<string, Parameters<DesktopElectron['protocol']['handle']>[1]>();
  const trays: TrayStandIn[] = [];
  const end = Promise.withResolvers<undefined>();
  const guarded = createSession();
  let isSandboxed = false;
  let hasQuit = false;
  let answer = 0;
  let menu: Menu = [];

  const call = async (event: CallEvent, channel: string, input: unknown): Promise<unknown> => {
    const handle = handlers.get(channel);
    if (handle === undefined) throw new Error(`No handler registered for '${channel}'`);
    return structuredClone(await handle(event, input));
  };

  function quit(): void {
    if (!emitCancelable(emitter, 'before-quit')) return;
    for (const window of windows) window.close();
    if (windows.some((window) => !window.isDestroyed())) return;
    hasQuit = true;
    end.resolve(undefined);
  }

  const windowHost = {
    answer: call,
    created: (contents: unknown) => void emitter.emit('web-contents-created', {}, contents),
    destroyed() {
      if (windows.every((window) => window.isDestroyed())) emitter.emit('window-all-closed');
    },
  };

  const electron: DesktopElectron = {
    app: {
      isPackaged: false,
      getVersion: () => '0.0.0',
      getPath: () => options.userData,
      setPath: () => undefined,
      requestSingleInstanceLock: () => options.isFirstInstance ?? true,
      enableSandbox: () => void (isSandboxed = true),
      whenReady: async () => undefined,
      quit,
      on: (event: string, listener: (...values: never[]) => void) =>
        emitter.on(event, listener as (...values: unknown[]) => void),
    },
    protocol: {
      registerSchemesAsPrivileged: (registered) => void schemes.push(...registered),
      handle: (scheme, handler) => void protocols.set(scheme, handler),
    },
    session: { defaultSession: guarded.session },
    screen: {
      getAllDisplays: () => (options.screens ?? [SCREEN]).map((workArea) => ({ workArea })),
    },
    dialog: {
      async showMessageBox(_window, question) {
        questions.push(question);
        return { response: answer };
      },
    },
    powerMonitor: { on: (event, listener) => emitter.on(event, listener) },
    shell: { openExternal: async (url) => void openedAddresses.push(url) },
    ipcMain: { handle: (channel, handler) => void handlers.set(channel, handler) },
    BrowserWindow: toClass((made: BrowserWindowConstructorOptions) =>
      keep(windows, createWindowStandIn(made, windowHost)),
    ) as DesktopElectron['BrowserWindow'],
    Tray: toClass(() => keep(trays, createTray())) as DesktopElectron['Tray'],
    Menu: {
      buildFromTemplate: (template) => template,
      setApplicationMenu: (built) => void (menu = built as Menu),
    },
    MessageChannelMain: toClass(createMessageChannelMain) as DesktopElectron['MessageChannelMain'],
    utilityProcess: { fork: options.fork ?? forkRealProcess(processes) },
  };

  return {
    ...{ electron, windows, processes, schemes, questions, openedAddresses, call },
    isSandboxed: () => isSandboxed,
    menu: () => menu,
    tray() {
      const tray = trays.at(-1);
      if (tray === undefined) throw new Error('there is no tray');
      return tray;
    },
    answerQuestionsWith: (button) => void (answer = button),
    permissions: guarded.permissions,
    download: guarded.download,
    async fetch(url, method = 'GET') {
      const handler = protocols.get(url.slice(0, url.indexOf(':')));
      if (handler === undefined) throw new TypeError('net::ERR_UNKNOWN_URL_SCHEME');
      return handler(new Request(url, { method }));
    },
    emit: (event) => void emitter.emit(event),
    quitted: end.promise,
    hasQuit: () => hasQuit,
  };
}

/** What `new` makes of a function that returns an object is that object. */
function toClass(make: (options: never) => object): unknown {
  return function Class(options: never) {
    return make(options);
  };
}

function keep<Value>(kept: Value[], value: Value): Value {
  kept.push(value);
  return value;
}

function forkRealProcess(processes: UtilityProcessStandIn[]) {
  return (...args: Parameters<DesktopElectron['utilityProcess']['fork']>): ChildProcess =>
    keep(processes, forkUtilityProcess(...args));
}

function createTray(): TrayStandIn & object {
  const emitter = new EventEmitter();
  const tray = {
    menu: [] as Menu,
    isDestroyed: false,
    click: () => void emitter.emit('click'),
    setToolTip: () => undefined,
    setContextMenu: (menu: object | null) => void (tray.menu = menu as Menu),
    on: (event: string, listener: () => void) => emitter.on(event, listener),
    destroy: () => void (tray.isDestroyed = true),
  };
  return tray;
}

/** Without handlers Chromium grants what a page asks for. */
function createSession() {
  const emitter = new EventEmitter();
  let request: Parameters<DesktopSession['setPermissionRequestHandler']>[0] | null = null;
  let check: (() => boolean) | null = null;
  let device: (() => boolean) | null = null;
  const session: DesktopSession = {
    setPermissionRequestHandler: (handler) => void (request = handler),
    setPermissionCheckHandler: (handler) => void (check = handler),
    setDevicePermissionHandler: (handler) => void (device = handler),
    on: (event: string, listener: (...values: never[]) => void) =>
      emitter.on(event, listener as (...values: unknown[]) => void),
  };
  return {
    session,
    permissions: {
      request(name: string) {
        let isGranted = request === null;
        request?.({}, name, (granted) => (isGranted = granted));
        return isGranted;
      },
      check: () => check?.() ?? true,
      device: () => device?.() ?? true,
    },
    download: (url: string) => emitCancelable(emitter, 'will-download', { getURL: () => url }),
  };
}
