import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Engine } from '#engine/compose-engine.ts';
import { allEnded, applyJobs, startBenchEngine, triggerRuns } from '#test/bench/scenario.ts';
import { median, printMeasures } from '#test/bench/scenario-output.ts';
import { seedHistory } from '#test/bench/seed-history.ts';

/** Claiming and finishing with a million finished runs in the database, and with none: in turns, in one process. */
const HISTORY = 1_000_000;
const TURNS = 30;
const WARMING = 5;
const RUNS = 200;

const root = mkdtempSync(join(tmpdir(), 'history-bench-'));
const [emptyFolder, fullFolder] = [mkdtempSync(join(root, 'a')), mkdtempSync(join(root, 'b'))];

async function prepare(dataFolder: string): Promise<Engine> {
  const engine = startBenchEngine(dataFolder, { workers: 10 });
  await applyJobs(engine, [
    { name: 'noop', method: 'POST', target: 'builtin:noop', overlap: 'allow' },
  ]);
  await triggerRuns(engine, 1, 'first');
  await allEnded(engine);
  return engine;
}

const empty = await prepare(emptyFolder);
await (await prepare(fullFolder)).stop();
const database = new Database(join(fullFolder, 'nightdesk.db'));
seedHistory(database, HISTORY);
database.close();
const full = startBenchEngine(fullFolder, { workers: 10 });

async function timeOf(engine: Engine, turn: number): Promise<number> {
  const startedAt = performance.now();
  await triggerRuns(engine, RUNS, `turn-${turn}`);
  await allEnded(engine);
  return ((performance.now() - startedAt) * 1_000) / RUNS;
}

const [emptyUs, fullUs]: [number[], number[]] = [[], []];
for (let turn = 0; turn < TURNS + WARMING; turn++) {
  const times = [await timeOf(empty, turn), await timeOf(full, turn)] as const;
  if (turn < WARMING) continue;
  emptyUs.push(times[0]);
  fullUs.push(times[1]);
}
await empty.stop();
await full.stop();
rmSync(root, { recursive: true, force: true });
printMeasures({
  emptyUs: median(emptyUs),
  fullUs: median(fullUs),
  ratio: median(fullUs) / median(emptyUs),
});
