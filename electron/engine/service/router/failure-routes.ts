import { jobKeyOf } from '#engine/service/job-commands.ts';
import { createAsOf } from '#engine/service/router/as-of.ts';
import { createCommandCarrier } from '#engine/service/router/carry-out-commands.ts';
import { operations } from '#engine/service/router/implemented-contract.ts';
import type { RouterDeps } from '#engine/service/router/router-deps.ts';

const { failures: f } = operations;

export function createFailureRoutes(deps: RouterDeps) {
  const { store, clock, failures } = deps;
  const asOf = createAsOf(store);
  const { command } = createCommandCarrier(deps);
  return {
    list: f.list.handler(({ input: { since, job } }) => {
      const jobKey = job === undefined ? undefined : jobKeyOf(store, job);
      return asOf(store.view.listFailures({ since, jobKey, now: clock.wallNow() }));
    }),
    acknowledge: f.acknowledge.handler(({ input, context }) =>
      command(input, context, (turn, actor) => ({
        mark: failures.mark(turn, input.fingerprint, 'acknowledged', actor),
      })),
    ),
    resolve: f.resolve.handler(({ input, context }) =>
      command(input, context, (turn, actor) => ({
        mark: failures.mark(turn, input.fingerprint, 'resolved', actor),
      })),
    ),
    reopen: f.reopen.handler(({ input, context }) =>
      command(input, context, (turn, actor) => ({
        mark: failures.reopen(turn, input.fingerprint, actor),
      })),
    ),
  };
}
