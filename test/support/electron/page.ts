import type { MessagePort } from 'node:worker_threads';
import type { NightdeskDesktop } from '#shared/contract/desktop-calls.ts';
import { PORT_MESSAGE } from '#shared/contract/desktop-channels.ts';
import { exposeDesktop } from '#preload/expose-desktop.ts';

export interface PageHost {
  /** Carries a call to the main process. */
  invoke(channel: string, input: unknown): Promise<unknown>;
}

/** A loaded page with the real preload in it: what it was given, and what it has received. */
export interface PageStandIn {
  readonly desktop: NightdeskDesktop;
  /** What the preload has put into the page, by name. */
  readonly exposed: Readonly<Record<string, unknown>>;
  /** The next port that arrives, or has arrived and was not taken yet. */
  nextPort(): Promise<MessagePort>;
  /** Main has sent something. */
  receive(channel: string, value: unknown, ports: readonly MessagePort[]): void;
  /** The page is gone, and its ports with it. */
  unload(): void;
}

type Listener = (event: { readonly ports: readonly MessagePort[] }, value: unknown) => void;

const ORIGIN = 'app://nightdesk';

export function loadPage(host: PageHost): PageStandIn {
  const listeners = new Map<string, Set<Listener>>();
  const exposed: Record<string, unknown> = {};
  const ports = createPortQueue();
  const listenersOf = (channel: string) => {
    const found = listeners.get(channel) ?? new Set();
    listeners.set(channel, found);
    return found;
  };
  exposeDesktop({
    contextBridge: { exposeInMainWorld: (name, api) => (exposed[name] = api) },
    ipcRenderer: {
      // What passes between processes is copied.
      invoke: (channel, input) => host.invoke(channel, structuredClone(input)),
      on: (channel, listener) => listenersOf(channel).add(listener),
      removeListener: (channel, listener) => listenersOf(channel).delete(listener),
    },
    page: {
      location: { origin: ORIGIN },
      postMessage(message, targetOrigin, transfer) {
        if (targetOrigin !== ORIGIN) throw new Error(`sent to ${targetOrigin}`);
        const isPort = (message as { readonly type?: string }).type === PORT_MESSAGE;
        if (isPort) for (const port of transfer) ports.put(port as MessagePort);
      },
    },
  });
  return {
    desktop: exposed['nightdeskDesktop'] as NightdeskDesktop,
    exposed,
    nextPort: ports.take,
    receive(channel, value, transferred) {
      const copy: unknown = structuredClone(value);
      for (const listener of listenersOf(channel)) listener({ ports: transferred }, copy);
    },
    unload: ports.closeAll,
  };
}

function createPortQueue() {
  const all: MessagePort[] = [];
  const waiting: MessagePort[] = [];
  const takers: ((port: MessagePort) => void)[] = [];
  return {
    put(port: MessagePort): void {
      all.push(port);
      const taker = takers.shift();
      if (taker === undefined) waiting.push(port);
      else taker(port);
    },
    take(): Promise<MessagePort> {
      const port = waiting.shift();
      if (port !== undefined) return Promise.resolve(port);
      return new Promise((resolve) => takers.push(resolve));
    },
    closeAll(): void {
      for (const port of all) port.close();
    },
  };
}
