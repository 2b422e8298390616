import type { NightdeskDesktop } from '#shared/contract/desktop-calls.ts';
import type { DesktopEventName } from '#shared/contract/desktop-channels.ts';
import {
  DESKTOP_CALL_NAMES,
  PORT_MESSAGE,
  callChannel,
  eventChannel,
} from '#shared/contract/desktop-channels.ts';

interface DesktopEvent {
  /** Ports of the page's own class. */
  readonly ports: readonly object[];
}
type DesktopListener = (event: DesktopEvent, value: unknown) => void;

/** The part of Electron and of the page that the preload works with. */
export interface PreloadParts {
  readonly contextBridge: { exposeInMainWorld(name: string, api: unknown): void };
  readonly ipcRenderer: {
    invoke(channel: string, input: unknown): Promise<unknown>;
    on(channel: string, listener: DesktopListener): unknown;
    removeListener(channel: string, listener: DesktopListener): unknown;
  };
  readonly page: {
    readonly location: { readonly origin: string };
    postMessage(message: unknown, targetOrigin: string, transfer: object[]): void;
  };
}

/** Gives the page its calls, each for one thing, and passes ports on to it; an event object never gets there. */
export function exposeDesktop({ contextBridge, ipcRenderer, page }: PreloadParts): void {
  const calls = DESKTOP_CALL_NAMES.map((name) => {
    const call = (input: unknown) => ipcRenderer.invoke(callChannel(name), input);
    return [name, call] as const;
  });
  const listenTo = (name: DesktopEventName) => (listener: (value: unknown) => void) => {
    const pass: DesktopListener = (_event, value) => listener(value);
    ipcRenderer.on(eventChannel(name), pass);
    return () => void ipcRenderer.removeListener(eventChannel(name), pass);
  };
  ipcRenderer.on(eventChannel('port'), ({ ports }) => {
    // A bridge cannot carry ports; a message from the page to itself can.
    page.postMessage({ type: PORT_MESSAGE }, page.location.origin, [...ports]);
  });
  const desktop = {
    ...Object.fromEntries(calls),
    onEngineState: listenTo('engineState'),
    onCommand: listenTo('command'),
  } as NightdeskDesktop;
  contextBridge.exposeInMainWorld('nightdeskDesktop', Object.freeze(desktop));
}
