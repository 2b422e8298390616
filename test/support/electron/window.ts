import { EventEmitter } from 'node:events';
import type {
  BrowserWindowConstructorOptions,
  CallEvent,
  DesktopWindow,
  Rectangle,
  WebContents,
  WebFrame,
} from '#main/electron-parts.ts';
import { emitCancelable } from '#test/support/electron/cancelable-event.ts';
import { transferPort } from '#test/support/electron/message-port-main.ts';
import type { PageStandIn } from '#test/support/electron/page.ts';
import { loadPage } from '#test/support/electron/page.ts';

export interface WindowStandIn extends DesktopWindow {
  readonly options: BrowserWindowConstructorOptions;
  readonly isVisible: () => boolean;
  readonly focusCount: () => number;
  readonly loadedUrl: () => string;
  /** What is loaded now; another one after a reload. */
  page(): PageStandIn;
  reload(): void;
  /** What a person does with the cross in its corner. */
  close(): void;
  move(bounds: Rectangle): void;
  /** What a page tries; whether it is let. */
  navigate(url: string): boolean;
  redirect(): boolean;
  attachWebview(): boolean;
  openWindow(url: string): 'allow' | 'deny';
  /** The process of the page ends. */
  crashPage(): void;
  /** The next value that is sent on a channel, or was sent since the last one that was asked for. */
  untilSent(channel: string, isMeant: (value: never) => boolean): Promise<void>;
}

export interface WindowHost {
  answer(event: CallEvent, channel: string, input: unknown): Promise<unknown>;
  created(contents: WebContents): void;
  destroyed(): void;
}

const FIRST_PLACE: Rectangle = { x: 100, y: 100, width: 800, height: 600 };

export function createWindowStandIn(
  options: BrowserWindowConstructorOptions,
  host: WindowHost,
): WindowStandIn {
  const emitter = new EventEmitter();
  const contentsEmitter = new EventEmitter();
  const { x, y, width, height } = { ...FIRST_PLACE, ...options };
  let bounds: Rectangle = { x, y, width, height };
  let place: 'normal' | 'maximized' | 'minimized' = 'normal';
  let isVisible = options.show !== false;
  let isDestroyed = false;
  let focusCount = 0;
  let url = '';
  let page: PageStandIn | null = null;
  let openWindow: Parameters<WebContents['setWindowOpenHandler']>[0] | null = null;
  const sent = createSentLog();
  const mainFrame: WebFrame = { origin: 'app://nightdesk' };

  const isLet = (event: string, ...more: unknown[]) =>
    emitCancelable(contentsEmitter, event, ...more);
  const load = () => {
    page?.unload();
    const invoke = (channel: string, input: unknown) =>
      host.answer({ sender: contents, senderFrame: mainFrame }, channel, input);
    page = loadPage({ invoke });
  };

  const contents: WebContents = {
    mainFrame,
    send(channel, value) {
      page?.receive(channel, value, []);
      sent.put(channel, value);
    },
    postMessage: (channel, value, transfer = []) =>
      page?.receive(channel, value, transfer.map(transferPort)),
    setWindowOpenHandler: (handler) => (openWindow = handler),
    on: (event: string, listener: (...values: never[]) => void) =>
      contentsEmitter.on(event, listener as (...values: unknown[]) => void),
    reload: load,
  };

  const window: WindowStandIn = {
    options,
    webContents: contents,
    isVisible: () => isVisible,
    focusCount: () => focusCount,
    loadedUrl: () => url,
    async loadURL(address) {
      url = address;
      load();
      emitter.emit('ready-to-show');
    },
    show: () => void (isVisible = true),
    hide: () => void (isVisible = false),
    focus: () => void (focusCount += 1),
    restore: () => void (place = 'normal'),
    isMinimized: () => place === 'minimized',
    maximize: () => void (place = 'maximized'),
    isMaximized: () => place === 'maximized',
    getNormalBounds: () => bounds,
    isDestroyed: () => isDestroyed,
    on: (event: string, listener: (value: never) => void) =>
      emitter.on(event, listener as (value: unknown) => void),
    page() {
      if (page === null) throw new Error('nothing has been loaded');
      return page;
    },
    reload: load,
    close() {
      if (isDestroyed || !emitCancelable(emitter, 'close')) return;
      isDestroyed = true;
      page?.unload();
      emitter.emit('closed');
      host.destroyed();
    },
    move: (moved) => void (bounds = moved),
    navigate: (address) => isLet('will-navigate', address),
    redirect: () => isLet('will-redirect'),
    attachWebview: () => isLet('will-attach-webview'),
    openWindow: (address) => openWindow?.({ url: address }).action ?? 'allow',
    crashPage: () => void contentsEmitter.emit('render-process-gone'),
    untilSent: sent.until,
  };
  host.created(contents);
  return window;
}

/** Remembers what was sent until somebody has asked for it. */
function createSentLog() {
  const values: { readonly channel: string; readonly value: unknown }[] = [];
  const emitter = new EventEmitter();
  let takenCount = 0;
  return {
    put(channel: string, value: unknown): void {
      values.push({ channel, value });
      emitter.emit('sent');
    },
    until(channel: string, isMeant: (value: never) => boolean): Promise<void> {
      return new Promise((resolve) => {
        const look = () => {
          const index = values.findIndex(
            (entry, at) =>
              at >= takenCount && entry.channel === channel && isMeant(entry.value as never),
          );
          if (index === -1) return;
          takenCount = index + 1;
          emitter.off('sent', look);
          resolve();
        };
        emitter.on('sent', look);
        look();
      });
    },
  };
}
