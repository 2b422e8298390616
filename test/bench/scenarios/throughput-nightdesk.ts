import { allEnded, applyJobs, withEngine } from '#test/bench/scenario.ts';

/** 10,000 runs of a POST that does nothing, enqueued one by one and carried out ten at a time. */
const COUNT = 10_000;

await withEngine({ workers: 10 }, async (engine) => {
  await applyJobs(engine, [
    { name: 'noop', method: 'POST', target: 'builtin:noop', overlap: 'allow' },
  ]);
  const client = engine.client('bench');
  const startedAt = performance.now();
  // By a caller that waits for its answers a hundred at a time, as one would that reads its work from somewhere.
  for (let first = 0; first < COUNT; first += 100) {
    await Promise.all(
      Array.from({ length: 100 }, (_item, index) =>
        client.runs.trigger({ commandId: `bench-${first + index}`, job: 'noop' }),
      ),
    );
  }
  await allEnded(engine);
  return { runsPerSecond: COUNT / ((performance.now() - startedAt) / 1_000) };
});
