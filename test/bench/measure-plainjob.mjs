import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from './peers/node_modules/better-sqlite3/lib/index.js';
import { better, defineQueue, defineWorker } from './peers/node_modules/plainjob/dist/plainjob.js';

const silent = { error() {}, warn() {}, info() {}, debug() {} };

/** Adds jobs one by one, has ten workers carry them out, prints how many a second it was, and ends the process. */
export async function measurePlainjob({ count, synchronous = null }) {
  const folder = mkdtempSync(join(tmpdir(), 'plainjob-bench-'));
  const connection = better(new Database(join(folder, 'data.db')));
  const queue = defineQueue({ connection, logger: silent });
  // It sets a weaker mode of its own when it opens the queue.
  if (synchronous !== null) connection.exec(`PRAGMA synchronous = ${synchronous}`);
  let done = 0;
  let finish;
  const finished = new Promise((resolve) => (finish = resolve));
  const handler = () => {
    done += 1;
    if (done === count) finish();
  };
  const startedAt = performance.now();
  for (let index = 0; index < count; index++) queue.add('noop', {});
  const workers = Array.from({ length: 10 }, () =>
    defineWorker('noop', handler, { queue, logger: silent, pollIntervall: 1 }),
  );
  const stopped = Promise.all(workers.map((worker) => worker.start()));
  await finished;
  const seconds = (performance.now() - startedAt) / 1_000;
  await Promise.all(workers.map((worker) => worker.stop()));
  await stopped;
  queue.close();
  rmSync(folder, { recursive: true, force: true });
  process.stdout.write(`${JSON.stringify({ runsPerSecond: count / seconds })}\n`);
  process.exit(0);
}
