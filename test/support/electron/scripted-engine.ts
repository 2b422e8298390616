import { EventEmitter } from 'node:events';
import type { ChildProcess } from '#main/electron-parts.ts';
import type { EngineOrder, EngineReport } from '#shared/contract/engine-process.ts';

export interface ScriptedEngine extends ChildProcess {
  readonly orders: readonly EngineOrder[];
  report(report: EngineReport): void;
  exit(): void;
  readonly isKilled: () => boolean;
}

/** A process that runs no engine and says what the test lets it say; it ends when told to, unless it is stubborn. */
export function createScriptedEngine(isStubborn = false): ScriptedEngine {
  const emitter = new EventEmitter();
  const orders: EngineOrder[] = [];
  let isKilled = false;
  const exit = () => void emitter.emit('exit', 0);
  return {
    ...{ pid: 1, orders, exit, isKilled: () => isKilled },
    report: (report) => void emitter.emit('message', report),
    on: (event: string, listener: (value: never) => void) =>
      emitter.on(event, listener as (value: unknown) => void),
    postMessage(message) {
      const order = message as EngineOrder;
      orders.push(order);
      if (order.type === 'stop' && !isStubborn) exit();
    },
    kill() {
      isKilled = true;
      exit();
      return true;
    },
  };
}
