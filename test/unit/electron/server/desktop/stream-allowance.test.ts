import { expect, test } from 'vitest';
import { STREAM_BATCH } from '#shared/contract/port-protocol.ts';
import { createStreamAllowance } from '#server/desktop/stream-allowance.ts';

test('who asks for more than was used up is not owed it', async () => {
  const allowance = createStreamAllowance(new AbortController().signal);
  for (let count = 0; count < 100; count += 1) allowance.addBatch();
  for (let count = 0; count < 2 * STREAM_BATCH; count += 1) await allowance.take();
  let isTaken = false;
  const one = allowance.take().then(() => (isTaken = true));
  await new Promise((resolve) => setImmediate(resolve));
  expect(isTaken).toBe(false);
  allowance.addBatch();
  await one;
});

test('a cancelled stream lets nobody wait', async () => {
  const cancelling = new AbortController();
  const allowance = createStreamAllowance(cancelling.signal);
  for (let count = 0; count < 2 * STREAM_BATCH; count += 1) await allowance.take();
  const one = allowance.take();
  cancelling.abort();
  await one;
});
