import { EventEmitter } from 'node:events';
import { pathToFileURL } from 'node:url';
import {
  createMessageChannelMain,
  transferPort,
} from '#test/support/electron/message-port-main.ts';
import type { MessagePortMainStandIn } from '#test/support/electron/message-port-main.ts';
import type { Tunnelled } from '#test/support/electron/utility-process.ts';

/*
 * The other end of the tunnel, in the forked process: gives it `process.parentPort` as Electron does, then runs the
 * file that it was forked for.
 */

const [, , file = '', ...args] = process.argv;
const parent = new EventEmitter();
const nearEnds = new Map<number, ReturnType<typeof transferPort>>();
const send = (message: Tunnelled) => void process.send?.(message);

process.on('message', (message: Tunnelled) => {
  if (message.kind === 'message') {
    parent.emit('message', { data: message.data, ports: message.ports.map(openPort) });
  }
  if (message.kind === 'port') nearEnds.get(message.port)?.postMessage(message.data);
  if (message.kind === 'close') nearEnds.get(message.port)?.close();
});
// A utility process does not outlive its application.
process.on('disconnect', () => process.exit());

function openPort(id: number): MessagePortMainStandIn {
  const { port1, port2 } = createMessageChannelMain();
  const near = transferPort(port1);
  near.on('message', (data: unknown) => send({ kind: 'port', port: id, data }));
  near.on('close', () => send({ kind: 'close', port: id }));
  nearEnds.set(id, near);
  return port2;
}

Object.assign(process, {
  argv: [process.argv[0], file, ...args],
  parentPort: {
    on: (type: string, listener: (event: unknown) => void) => parent.on(type, listener),
    postMessage: (data: unknown) => send({ kind: 'message', data, ports: [] }),
  },
});
await import(pathToFileURL(file).href);
