import { randomUUID } from 'node:crypto';
import { allEnded, applyJobs, withEngine } from '#test/bench/scenario.ts';

/** 200 runs of `true`, due at once, ten at a time. */
const COUNT = 200;

await withEngine({ workers: 10 }, async (engine) => {
  await applyJobs(engine, [
    { name: 'true', method: 'POST', target: 'exec:true', overlap: 'allow' },
  ]);
  const client = engine.client('bench');
  // The first one starts the keeper, once per data folder and not per run.
  await client.runs.trigger({ commandId: randomUUID(), job: 'true' });
  await allEnded(engine);
  const enqueued: Promise<unknown>[] = [];
  const startedAt = performance.now();
  for (let index = 0; index < COUNT; index++) {
    enqueued.push(client.runs.trigger({ commandId: randomUUID(), job: 'true' }));
  }
  await Promise.all(enqueued);
  await allEnded(engine);
  return { wallMs: performance.now() - startedAt };
});
