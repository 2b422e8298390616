import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { randomUUID } from 'node:crypto';
import type { Engine } from '#engine/compose-engine.ts';
import { createEngine } from '#engine/create-engine.ts';
import type { EngineOptions } from '#engine/create-engine.ts';
import type { Measures } from '#test/bench/scenario-output.ts';
import { printMeasures } from '#test/bench/scenario-output.ts';

/** Runs `work` with an engine on a fresh data folder, and clears up. */
export async function withEngine(
  options: Pick<EngineOptions, 'workers' | 'builtins'>,
  work: (engine: Engine) => Promise<Measures>,
): Promise<void> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'nightdesk-bench-'));
  const engine = startBenchEngine(dataFolder, options);
  try {
    printMeasures(await work(engine));
  } finally {
    await engine.stop();
    rmSync(dataFolder, { recursive: true, force: true });
  }
}

export function startBenchEngine(
  dataFolder: string,
  options: Pick<EngineOptions, 'workers' | 'builtins'>,
): Engine {
  const engine = createEngine({
    ...options,
    dataFolder,
    version: '0.0.0',
    onStopRequested: () => undefined,
    onFatal: (error) => {
      throw error;
    },
  });
  engine.start();
  return engine;
}

export function applyJobs(engine: Engine, definitions: readonly Record<string, unknown>[]) {
  const client = engine.client('bench');
  return client.jobs.apply({
    commandId: randomUUID(),
    definitions: definitions.map((definition) => ({ ...definition })),
    defaultZone: 'UTC',
  });
}

/** Has this many runs of a POST that does nothing carried out, by a caller that waits for a hundred answers at a time. */
export async function enqueueRuns(engine: Engine, count: number): Promise<void> {
  await applyJobs(engine, [
    { name: 'noop', method: 'POST', target: 'builtin:noop', overlap: 'allow' },
  ]);
  await triggerRuns(engine, count, 'bench');
  await allEnded(engine);
}

/** Triggers the job `noop` this often; `prefix` makes the command ids. */
export async function triggerRuns(
  engine: Engine,
  count: number,
  prefix: string,
  at: number | null = null,
): Promise<void> {
  const client = engine.client('bench');
  for (let first = 0; first < count; first += 100) {
    await Promise.all(
      Array.from({ length: Math.min(100, count - first) }, (_item, index) =>
        client.runs.trigger({ commandId: `${prefix}-${first + index}`, job: 'noop', at }),
      ),
    );
  }
}

/** Resolves once no run is ready or running. */
export async function allEnded(engine: Engine): Promise<void> {
  const client = engine.client('bench');
  for (;;) {
    const { runningCount } = await client.instance.describe();
    if (runningCount === 0) {
      const { runs } = await client.runs.list({ state: ['ready'], limit: 1 });
      if (runs.length === 0) return;
    }
    await sleep(2);
  }
}
