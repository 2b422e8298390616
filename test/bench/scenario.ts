import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
  try {
    printMeasures(await work(engine));
  } finally {
    await engine.stop();
    rmSync(dataFolder, { recursive: true, force: true });
  }
}

export function applyJobs(engine: Engine, definitions: readonly Record<string, unknown>[]) {
  const client = engine.client('bench');
  return client.jobs.apply({
    commandId: randomUUID(),
    definitions: definitions.map((definition) => ({ ...definition })),
    defaultZone: 'UTC',
  });
}

/** Resolves once the journal has told `count` times that a run ended. */
export async function runsEnded(engine: Engine, count: number): Promise<void> {
  let ended = 0;
  for await (const { to } of await engine.client('bench').journal.tail({ afterSeq: 0 })) {
    if (to === 'succeeded' || to === 'failed') ended += 1;
    if (ended >= count) return;
  }
}
