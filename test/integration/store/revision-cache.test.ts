import { expect, test } from 'vitest';
import { startTestEngine } from '#test/support/test-engine.ts';

test('a list of more jobs than are kept in memory leaves those in place that runs are dispatched by', async () => {
  const { store, client, apply } = await startTestEngine();
  const job = (name: string) => ({ name, method: 'GET', target: 'builtin:noop' });
  await apply(...Array.from({ length: 1_001 }, (_, index) => job(`job-${index}`)));
  const inUse = store.read.readRevision(1);
  const { jobs } = await client.jobs.list();
  expect(jobs).toHaveLength(1_001);
  expect(store.read.readRevision(1)).toBe(inUse);
});
