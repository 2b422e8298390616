import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from '../peers/node_modules/better-sqlite3/lib/index.js';
import { better, defineQueue, defineWorker } from '../peers/node_modules/plainjob/dist/plainjob.js';

/** The same work for plainjob, each of its commits on stable storage: fewer jobs, because each takes three commits. */
const COUNT = 1_000;
const silent = { error() {}, warn() {}, info() {}, debug() {} };

const folder = mkdtempSync(join(tmpdir(), 'plainjob-bench-'));
const connection = better(new Database(join(folder, 'data.db')));
const queue = defineQueue({ connection, logger: silent });
// It sets the weaker mode when it opens the queue.
connection.exec('PRAGMA synchronous = FULL');
let done = 0;
let finish;
const finished = new Promise((resolve) => (finish = resolve));
const handler = () => {
  done += 1;
  if (done === COUNT) finish();
};
const startedAt = performance.now();
for (let index = 0; index < COUNT; index++) queue.add('noop', {});
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
process.stdout.write(`${JSON.stringify({ runsPerSecond: COUNT / seconds })}\n`);
process.exit(0);
