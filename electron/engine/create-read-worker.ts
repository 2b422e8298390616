import { Worker } from 'node:worker_threads';
import { Refusal } from '#shared/domain/refusal.ts';
import { StorageFailure } from '#engine/core/store.ts';
import type { WindowReader, WindowViews } from '#engine/core/window-reader.ts';

/*
 * A thread inside the engine's process with a connection of its own that can only read. It is started by the first
 * question. If it ends unasked, what was asked of it is refused and the next question starts another.
 */

export interface Asked {
  readonly id: number;
  readonly name: keyof WindowViews;
  readonly given: Parameters<WindowViews[keyof WindowViews]>;
}

export type Told =
  | { readonly answer: unknown }
  | { readonly failure: { readonly message: string; readonly isStorage: boolean } };

interface Waiting {
  readonly resolve: (answer: never) => void;
  readonly reject: (error: Error) => void;
}

/** Beside the sources as well as in the bundle, where all entries lie in one folder. */
const ENTRY = import.meta.url.endsWith('.ts') ? './read-worker.ts' : './read-worker.js';

export function createReadWorker(file: string): WindowReader {
  const waiting = new Map<number, Waiting>();
  let worker: Worker | null = null;
  let lastId = 0;
  let isClosed = false;

  function start(): Worker {
    const started = new Worker(new URL(ENTRY, import.meta.url), { workerData: file });
    // It keeps nothing alive: whoever waits for an answer has a connection that does.
    started.unref();
    started.on('message', take);
    started.on('error', () => undefined);
    started.on('exit', () => {
      if (worker === started) worker = null;
      refuseAll();
    });
    return started;
  }

  function take({ id, ...told }: Told & { readonly id: number }): void {
    const asker = waiting.get(id);
    waiting.delete(id);
    if ('answer' in told) asker?.resolve(told.answer as never);
    else asker?.reject(toError(told.failure));
  }

  function refuseAll(): void {
    const askers = [...waiting.values()];
    waiting.clear();
    for (const { reject } of askers) {
      reject(new Refusal('unavailable', 'the reader of the history has ended: ask again'));
    }
  }

  return {
    ask(name, ...given) {
      if (isClosed) return Promise.reject(new Refusal('unavailable', 'the engine is stopping'));
      worker ??= start();
      const asked: Asked = { id: (lastId += 1), name, given };
      return new Promise((resolve, reject) => {
        waiting.set(asked.id, { resolve, reject });
        worker?.postMessage(asked);
      });
    },
    async close() {
      isClosed = true;
      await worker?.terminate();
    },
  };
}

function toError(failure: { readonly message: string; readonly isStorage: boolean }): Error {
  return failure.isStorage ? new StorageFailure(failure.message) : new Error(failure.message);
}
