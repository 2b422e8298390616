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

export function toMessagePortMain(port: MessagePort): MessagePortMainStandIn {
  const emitter = new EventEmitter();
  port.on('close', () => emitter.emit('close'));
  return {
    on: (type: string, listener: (event: PortMessageEvent) => void) => emitter.on(type, listener),
    postMessage: (data) => port.postMessage(data),
    start() {
      // Listening to a worker's port starts it.
      port.on('message', (data: unknown) => emitter.emit('message', { data, ports: [] }));
    },
    close: () => port.close(),
  };
}

export function createMessageChannelMain() {
  const { port1, port2 } = new MessageChannel();
  return { port1: toMessagePortMain(port1), port2: toMessagePortMain(port2) };
}
