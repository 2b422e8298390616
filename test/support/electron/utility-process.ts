import { fork } from 'node:child_process';
import { EventEmitter } from 'node:events';
import path from 'node:path';
import type { MessagePort } from 'node:worker_threads';
import type { ChildProcess, DesktopElectron, MessagePortMain } from '#main/electron-parts.ts';
import { transferPort } from '#test/support/electron/message-port-main.ts';

/*
 * Behaves as Electron's utility processes: a real process that runs the file given, and to which ports are
 * transferred. Ports cannot cross the border of a process in Node, so each is tunnelled: what arrives at its end here
 * is passed on under the port's number, and back.
 */

export type Tunnelled =
  | { readonly kind: 'message'; readonly data: unknown; readonly ports: readonly number[] }
  | { readonly kind: 'port'; readonly port: number; readonly data: unknown }
  | { readonly kind: 'close'; readonly port: number };

export interface UtilityProcessStandIn extends ChildProcess {
  readonly env: NodeJS.ProcessEnv;
  /** Ends it as a crash would: without a word. */
  crash(): void;
  readonly exited: Promise<number>;
}

const MAIN = path.join(import.meta.dirname, 'utility-process-main.ts');

export function forkUtilityProcess(
  ...[file, args, { env }]: Parameters<DesktopElectron['utilityProcess']['fork']>
): UtilityProcessStandIn {
  const emitter = new EventEmitter();
  const child = fork(MAIN, [file, ...args], { env, execArgv: [], stdio: 'inherit' });
  const ports = new Map<number, MessagePort>();
  const exit = Promise.withResolvers<number>();
  let isGone = false;
  const send = (message: Tunnelled) => {
    if (!isGone && child.connected) child.send(message, () => undefined);
  };

  child.on('message', (message: Tunnelled) => {
    if (message.kind === 'message') emitter.emit('message', message.data);
    if (message.kind === 'port') ports.get(message.port)?.postMessage(message.data);
    if (message.kind === 'close') ports.get(message.port)?.close();
  });
  child.on('exit', (code) => {
    isGone = true;
    for (const port of ports.values()) port.close();
    exit.resolve(code ?? 1);
    emitter.emit('exit', code ?? 1);
  });

  function tunnel(standIn: MessagePortMain): number {
    const port = transferPort(standIn);
    const id = ports.size + 1;
    ports.set(id, port);
    port.on('message', (data: unknown) => send({ kind: 'port', port: id, data }));
    port.on('close', () => send({ kind: 'close', port: id }));
    return id;
  }

  return {
    pid: child.pid,
    env,
    exited: exit.promise,
    on: (event: string, listener: (value: never) => void) =>
      emitter.on(event, listener as (value: unknown) => void),
    postMessage(data, transfer = []) {
      send({ kind: 'message', data, ports: transfer.map(tunnel) });
    },
    kill: () => !isGone && child.kill('SIGTERM'),
    crash: () => void child.kill('SIGKILL'),
  };
}
