import { EventEmitter } from 'node:events';
import { MessageChannel } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';

export interface PortMessageEvent {
  readonly data: unknown;
  readonly ports: readonly MessagePortMainStandIn[];
}

/**
 * Behaves as Electron's `MessagePortMain`: an emitter whose `message` carries an event, silent until `start`, and
 * told by `close` when the other end is gone. It is no event target, so nothing can take it for a browser's port.
 */
export interface MessagePortMainStandIn {
  on(type: 'message', listener: (event: PortMessageEvent) => void): unknown;
  on(type: 'close', listener: () => void): unknown;
  postMessage(data: unknown): void;
  start(): void;
  close(): void;
}

const ports = new WeakMap<object, MessagePort>();

function toMessagePortMain(port: MessagePort): MessagePortMainStandIn {
  const emitter = new EventEmitter();
  port.on('close', () => emitter.emit('close'));
  const standIn: MessagePortMainStandIn = {
    on: (type: string, listener: (event: PortMessageEvent) => void) => emitter.on(type, listener),
    postMessage: (data) => port.postMessage(data),
    start() {
      // Listening to a worker's port starts it.
      port.on('message', (data: unknown) => emitter.emit('message', { data, ports: [] }));
    },
    close: () => port.close(),
  };
  ports.set(standIn, port);
  return standIn;
}

export function createMessageChannelMain() {
  const { port1, port2 } = new MessageChannel();
  return { port1: toMessagePortMain(port1), port2: toMessagePortMain(port2) };
}

/** A port on its way to another process or page; there it is of that one's class. */
export function transferPort(standIn: object): MessagePort {
  const port = ports.get(standIn);
  if (port === undefined) throw new Error('this is no port that can be transferred');
  ports.delete(standIn);
  return port;
}
