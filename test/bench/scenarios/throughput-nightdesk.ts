import { enqueueRuns, withEngine } from '#test/bench/scenario.ts';

/** 10,000 runs of a POST that does nothing, enqueued one by one and carried out ten at a time. */
const COUNT = 10_000;

await withEngine({ workers: 10 }, async (engine) => {
  const startedAt = performance.now();
  await enqueueRuns(engine, COUNT);
  return { runsPerSecond: COUNT / ((performance.now() - startedAt) / 1_000) };
});
