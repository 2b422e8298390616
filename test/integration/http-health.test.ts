import { expect, test } from 'vitest';
import { StorageFailure } from '#engine/core/store.ts';
import type { Store } from '#engine/core/store.ts';
import { startHttpHost } from '#test/support/http-host.ts';

test('an engine that cannot do its work says so to whoever watches over it, without a token', async () => {
  let isFull = false;
  const wrapStore = (store: Store): Store => ({
    ...store,
    transact: (work) =>
      store.transact(() => {
        const result = work();
        if (isFull) throw new StorageFailure('the disk is full');
        return result;
      }),
  });
  const host = await startHttpHost({ engine: { wrapStore } });
  await host.engine.apply({ name: 'pay', method: 'POST', target: 'builtin:noop' });
  isFull = true;
  await host.engine.trigger('pay').catch(() => null);
  const sick = await host.fetch('/healthz');
  expect(sick.status).toBe(503);
  expect(await sick.json()).toEqual({ status: 'degraded', because: 'the disk is full' });
  isFull = false;
  await host.engine.clock.advance(2_000);
  const well = await host.fetch('/healthz');
  expect(well.status).toBe(200);
  expect(await well.json()).toEqual({ status: 'ok' });
  await host.close();
});
