import { parentPort, workerData } from 'node:worker_threads';
import { StorageFailure } from '#engine/core/store.ts';
import type { Asked, Told } from '#engine/create-read-worker.ts';
import { openReader } from '#engine/store/open-reader.ts';

/** The thread that answers what looks at much of the history, one question after the other. */
const views = openReader(workerData as string);

parentPort?.on('message', ({ id, name, given }: Asked) => {
  parentPort?.postMessage({ id, ...tell(() => views[name](...given)) });
});

function tell(read: () => unknown): Told {
  try {
    return { answer: read() };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { failure: { message, isStorage: error instanceof StorageFailure } };
  }
}
