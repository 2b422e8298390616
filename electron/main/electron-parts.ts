import type {
  BrowserWindowConstructorOptions,
  CustomScheme,
  MenuItemConstructorOptions,
  MessageBoxOptions,
  Rectangle,
} from 'electron';

/*
 * The part of Electron that the desktop shell uses, so that its tests can be given a stand-in for exactly that. The
 * shell gets it handed in; only `main.ts` loads the package itself.
 */

export type {
  BrowserWindowConstructorOptions,
  CustomScheme,
  MenuItemConstructorOptions,
  MessageBoxOptions,
  Rectangle,
};

export interface CancelableEvent {
  preventDefault(): void;
}

export interface DesktopApp {
  readonly isPackaged: boolean;
  getVersion(): string;
  getPath(name: 'userData'): string;
  setPath(name: 'userData', path: string): void;
  requestSingleInstanceLock(): boolean;
  enableSandbox(): void;
  whenReady(): Promise<unknown>;
  quit(): void;
  on(event: 'second-instance', listener: () => void): unknown;
  on(event: 'activate', listener: () => void): unknown;
  on(event: 'window-all-closed', listener: () => void): unknown;
  on(event: 'before-quit', listener: (event: CancelableEvent) => void): unknown;
  on(
    event: 'web-contents-created',
    listener: (event: unknown, contents: WebContents) => void,
  ): unknown;
}

export interface WebContents {
  /** Whichever page is loaded, its frame at the top. */
  readonly mainFrame: WebFrame;
  send(channel: string, value: unknown): void;
  postMessage(channel: string, value: unknown, transfer?: MessagePortMain[]): void;
  setWindowOpenHandler(handler: (details: { readonly url: string }) => { action: 'deny' }): void;
  on(event: 'will-navigate', listener: (event: CancelableEvent, url: string) => void): unknown;
  on(event: 'will-redirect', listener: (event: CancelableEvent) => void): unknown;
  on(event: 'will-attach-webview', listener: (event: CancelableEvent) => void): unknown;
  on(event: 'render-process-gone', listener: () => void): unknown;
  reload(): void;
}

export interface WebFrame {
  /** Such as `app://nightdesk`. */
  readonly origin: string;
}

export interface DesktopWindow {
  readonly webContents: WebContents;
  loadURL(url: string): Promise<void>;
  show(): void;
  hide(): void;
  focus(): void;
  restore(): void;
  isMinimized(): boolean;
  maximize(): void;
  isMaximized(): boolean;
  getNormalBounds(): Rectangle;
  isDestroyed(): boolean;
  on(event: 'close', listener: (event: CancelableEvent) => void): unknown;
  on(event: 'closed', listener: () => void): unknown;
  on(event: 'ready-to-show', listener: () => void): unknown;
}

export interface MessagePortMain {
  postMessage(message: unknown): void;
  close(): void;
}

/** Electron's `UtilityProcess`. */
export interface ChildProcess {
  readonly pid: number | undefined;
  postMessage(message: unknown, transfer?: MessagePortMain[]): void;
  kill(): boolean;
  on(event: 'message', listener: (message: unknown) => void): unknown;
  on(event: 'exit', listener: (code: number) => void): unknown;
}

export interface CallEvent {
  readonly sender: WebContents;
  /** `null` once the frame is gone. */
  readonly senderFrame: WebFrame | null;
}

export interface DesktopSession {
  setPermissionRequestHandler(
    handler: (contents: unknown, permission: string, answer: (isGranted: boolean) => void) => void,
  ): void;
  setPermissionCheckHandler(handler: () => boolean): void;
  setDevicePermissionHandler(handler: () => boolean): void;
  on(
    event: 'will-download',
    listener: (event: CancelableEvent, item: { getURL(): string }) => void,
  ): unknown;
}

export interface DesktopTray {
  setToolTip(text: string): void;
  setContextMenu(menu: DesktopMenu | null): void;
  on(event: 'click', listener: () => void): unknown;
  destroy(): void;
}

/** Made by Electron and handed back to it; nothing here looks into it. */
export type DesktopMenu = object;

export interface DesktopElectron {
  readonly app: DesktopApp;
  readonly protocol: {
    registerSchemesAsPrivileged(schemes: CustomScheme[]): void;
    handle(scheme: string, answer: (request: Request) => Response | Promise<Response>): void;
  };
  readonly session: { readonly defaultSession: DesktopSession };
  readonly screen: { getAllDisplays(): readonly { readonly workArea: Rectangle }[] };
  readonly dialog: {
    /** `window` is one that Electron has made. */
    showMessageBox(
      window: object,
      options: MessageBoxOptions,
    ): Promise<{ readonly response: number }>;
  };
  /** Of use only when the application is ready. */
  readonly powerMonitor: { on(event: 'resume', listener: () => void): unknown };
  readonly shell: { openExternal(url: string): Promise<void> };
  readonly ipcMain: {
    handle(channel: string, answer: (event: CallEvent, input: unknown) => Promise<unknown>): void;
  };
  readonly BrowserWindow: new (options: BrowserWindowConstructorOptions) => DesktopWindow;
  /** `image` is the path of a picture; one twice its size may lie beside it as `…@2x.png`. */
  readonly Tray: new (image: string) => DesktopTray;
  readonly Menu: {
    buildFromTemplate(template: MenuItemConstructorOptions[]): DesktopMenu;
    setApplicationMenu(menu: DesktopMenu | null): void;
  };
  readonly MessageChannelMain: new () => {
    readonly port1: MessagePortMain;
    readonly port2: MessagePortMain;
  };
  readonly utilityProcess: {
    fork(
      path: string,
      args: string[],
      options: { readonly serviceName: string; readonly env: NodeJS.ProcessEnv },
    ): ChildProcess;
  };
}

/** Durations and waiting; a test hands in a clock that it moves. */
export interface DesktopClock {
  monotonicNow(): number;
  setTimer(delayMs: number, action: () => void): { cancel(): void };
}
