import { allEnded, applyJobs, withEngine } from '#test/bench/scenario.ts';

/** 10,000 runs of a POST that does nothing, enqueued one by one and carried out ten at a time. */
const COUNT = 10_000;

await withEngine({ workers: 10 }, async (engine) => {
  await applyJobs(engine, [
    { name: 'noop', method: 'POST', target: 'builtin:noop', overlap: 'allow' },
  ]);
  const client = engine.client('bench');
  const enqueued: Promise<unknown>[] = [];
  const startedAt = performance.now();
  for (let index = 0; index < COUNT; index++) {
    enqueued.push(client.runs.trigger({ commandId: `bench-${index}`, job: 'noop' }));
  }
  await Promise.all(enqueued);
  await allEnded(engine);
  return { runsPerSecond: COUNT / ((performance.now() - startedAt) / 1_000) };
});
