/**
 * A message port with one set of manners, whichever class is behind it. It starts when it is first listened to,
 * tells once that it is closed, by either side, and ignores what is sent after that.
 */
export interface PlainPort {
  readonly isClosed: () => boolean;
  onMessage(listener: (data: unknown) => void): void;
  onClosed(listener: () => void): void;
  send(data: unknown): void;
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
    isClosed: () => isClosed,
    onMessage(listener) {
      // What was sent before the end may come after it.
      const pass = ({ data }: PortMessage) => {
        if (!isClosed) listener(data);
      };
      if ('addEventListener' in port) port.addEventListener('message', pass);
      else port.on('message', pass);
      port.start();
    },
    onClosed: (listener) => void closeListeners.push(listener),
    send(data) {
      if (!isClosed) port.postMessage(data);
    },
    close() {
      port.close();
      closed();
    },
  };
}
