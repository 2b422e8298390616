import { randomUUID } from 'node:crypto';
import { applyJobs, runsEnded, withEngine } from '#test/bench/scenario.ts';

/** 200 runs of `true`, due at once, ten at a time. */
const COUNT = 200;

await withEngine({ workers: 10 }, async (engine) => {
  await applyJobs(engine, [
    { name: 'true', method: 'POST', target: 'exec:true', overlap: 'allow' },
  ]);
  const client = engine.client('bench');
  // The first one starts the keeper, once per data folder and not per run.
  await client.runs.trigger({ commandId: randomUUID(), job: 'true' });
  await runsEnded(engine, 1);
  const startedAt = performance.now();
  const allEnded = runsEnded(engine, COUNT + 1);
  for (let index = 0; index < COUNT; index++) {
    void client.runs.trigger({ commandId: randomUUID(), job: 'true' });
  }
  await allEnded;
  return { wallMs: performance.now() - startedAt };
});
