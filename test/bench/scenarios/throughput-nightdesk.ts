import { randomUUID } from 'node:crypto';
import { applyJobs, runsEnded, withEngine } from '#test/bench/scenario.ts';

/** 10,000 runs of a POST that does nothing, enqueued one by one and carried out ten at a time. */
const COUNT = 10_000;

await withEngine({ workers: 10 }, async (engine) => {
  await applyJobs(engine, [
    { name: 'noop', method: 'POST', target: 'builtin:noop', overlap: 'allow' },
  ]);
  const client = engine.client('bench');
  const startedAt = performance.now();
  const allEnded = runsEnded(engine, COUNT);
  for (let index = 0; index < COUNT; index++) {
    void client.runs.trigger({ commandId: randomUUID(), job: 'noop' });
  }
  await allEnded;
  return { runsPerSecond: COUNT / ((performance.now() - startedAt) / 1_000) };
});
