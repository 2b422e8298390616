import { MessageChannel } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { InstanceClient } from '#renderer/data/instance-client.ts';
import { connectPort } from '#renderer/data/connect-port.ts';
import { createStore } from '#engine/store/create-store.ts';
import { servePorts } from '#server/desktop/serve-ports.ts';
import { enqueueRuns, startBenchEngine } from '#test/bench/scenario.ts';
import { median, printMeasures } from '#test/bench/scenario-output.ts';

/*
 * The same list of a hundred runs, asked for in turns: of the store itself, through the contract in this process,
 * through the contract over a port, and over a port with nothing but `postMessage` around the query. Both ends of
 * the ports are in this process, so that what either end does counts in full. What a port carries for nothing but
 * `postMessage` is measured as objects and as JSON text; the cheaper one is what the contract is compared with.
 */
const RUNS = 1_000;
const LIMIT = 100;
const TURNS = 30;
const WARMING = 10;
const REPEATS = 5;

type Ask = () => Promise<unknown>;

function askBare(answer: () => unknown, encode: (value: unknown) => unknown, decode: Decode): Ask {
  const { port1, port2 } = new MessageChannel();
  port2.on('message', (id: number) => port2.postMessage({ id, answer: encode(answer()) }));
  const waiting = new Map<number, (value: unknown) => void>();
  port1.on('message', (message: { readonly id: number; readonly answer: unknown }) => {
    waiting.get(message.id)?.(decode(message.answer));
    waiting.delete(message.id);
  });
  let lastId = 0;
  open.push(port1);
  return () =>
    new Promise((resolve) => {
      lastId += 1;
      waiting.set(lastId, resolve);
      port1.postMessage(lastId);
    });
}
type Decode = (value: unknown) => unknown;
const open: MessagePort[] = [];

async function timeOf(ask: Ask): Promise<number> {
  const startedAt = performance.now();
  for (let index = 0; index < REPEATS; index++) await ask();
  return (performance.now() - startedAt) / REPEATS;
}

async function takeTurns<Name extends string>(asks: Record<Name, Ask>) {
  const names = Object.keys(asks) as Name[];
  const times = new Map(names.map((name) => [name, [] as number[]]));
  for (let turn = 0; turn < WARMING + TURNS; turn++) {
    for (const name of names) {
      const time = await timeOf(asks[name]);
      if (turn >= WARMING) times.get(name)?.push(time);
    }
  }
  return (name: Name) => median(times.get(name) ?? []);
}

const dataFolder = mkdtempSync(join(tmpdir(), 'nightdesk-bench-'));
const first = startBenchEngine(dataFolder, { workers: 10 });
await enqueueRuns(first, RUNS);
await first.stop();
// Only read from; the engine that comes after it takes the folder over.
const { view, close } = createStore({
  file: join(dataFolder, 'nightdesk.db'),
  randomBytes: () => new Uint8Array(16),
});
const query = () => ({ runs: view.listRuns({ limit: LIMIT }), asOfSeq: view.asOfSeq() });

const engine = startBenchEngine(dataFolder, { workers: 10 });
const server = servePorts({ router: engine.router, actorName: 'bench', onDefect: console.error });
const { port1, port2 } = new MessageChannel();
server.accept(port2);
const overPort = connectPort(port1);
const list = (client: InstanceClient) => client.runs.list({ limit: LIMIT });
const timesOf = await takeTurns({
  query: () => Promise.resolve(query()),
  inProcess: () => list(engine.client('bench')),
  contract: () => list(overPort.client),
  bareObjects: askBare(
    query,
    (value) => value,
    (value) => value,
  ),
  bareText: askBare(query, JSON.stringify, (value) => JSON.parse(value as string) as unknown),
});
const bare = Math.min(timesOf('bareObjects'), timesOf('bareText'));
printMeasures({
  queryMs: timesOf('query'),
  inProcessMs: timesOf('inProcess'),
  bareObjectsMs: timesOf('bareObjects'),
  bareTextMs: timesOf('bareText'),
  contractMs: timesOf('contract'),
  ratio: timesOf('contract') / bare,
});
for (const port of open) port.close();
overPort.close();
server.close();
close();
await engine.stop();
rmSync(dataFolder, { recursive: true, force: true });
