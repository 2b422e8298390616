/**
 * A message port with one set of manners, whichever class is behind it. It starts when it is first listened to,
 * tells once that it is closed, by either side, and ignores what is sent after that.
 */
export interface PlainPort {
  readonly onMessage: { addListener(listener: (data: unknown) => void): void };
  readonly onDisconnect: { addListener(listener: () => void): void };
  postMessage(data: unknown): void;
  close(): void;
}

interface StartedPort {
  postMessage(data: unknown): void;
  start(): void;
  close(): void;
}

interface PortMessage {
  readonly data: unknown;
}

/** The browser's `MessagePort`, and the one of Node's worker threads. */
export interface EventTargetPort extends StartedPort {
  addEventListener(type: 'message', listener: (message: PortMessage) => void): void;
  addEventListener(type: 'close', listener: () => void): void;
}

/** Electron's `MessagePortMain`, as main and utility processes get it. */
export interface EmitterPort extends StartedPort {
  on(type: 'message', listener: (message: PortMessage) => void): unknown;
  on(type: 'close', listener: () => void): unknown;
}

/** Node's port is both, and only as the event target it wraps its messages; so that is what is asked first. */
export function toPlainPort(port: EventTargetPort | EmitterPort): PlainPort {
  const closeListeners: (() => void)[] = [];
  let isClosed = false;
  const closed = () => {
    if (isClosed) return;
    isClosed = true;
    for (const listener of closeListeners) listener();
  };
  if ('addEventListener' in port) port.addEventListener('close', closed);
  else port.on('close', closed);

  return {
    onMessage: {
      addListener(listener) {
        const pass = ({ data }: PortMessage) => listener(data);
        if ('addEventListener' in port) port.addEventListener('message', pass);
        else port.on('message', pass);
        port.start();
      },
    },
    onDisconnect: { addListener: (listener) => void closeListeners.push(listener) },
    postMessage(data) {
      if (!isClosed) port.postMessage(data);
    },
    close() {
      port.close();
      closed();
    },
  };
}
