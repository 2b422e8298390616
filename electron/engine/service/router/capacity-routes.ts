import { createAsOf } from '#engine/service/router/as-of.ts';
import { operations } from '#engine/service/router/implemented-contract.ts';
import type { RouterDeps } from '#engine/service/router/router-deps.ts';

export function createCapacityRoutes({ store, clock, readCapacity }: RouterDeps) {
  const asOf = createAsOf(store);
  return {
    read: operations.capacity.read.handler(() => asOf(readCapacity(clock.wallNow()))),
  };
}
