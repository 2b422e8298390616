import { jobKeyOf } from '#engine/service/job-commands.ts';
import { createAsOf } from '#engine/service/router/as-of.ts';
import { operations } from '#engine/service/router/implemented-contract.ts';
import type { RouterDeps } from '#engine/service/router/router-deps.ts';

export function createFailureRoutes({ store, clock }: RouterDeps) {
  const asOf = createAsOf(store);
  return {
    list: operations.failures.list.handler(({ input: { since, job } }) => {
      const jobKey = job === undefined ? undefined : jobKeyOf(store, job);
      return asOf(store.view.listFailures({ since, jobKey, now: clock.wallNow() }));
    }),
  };
}
