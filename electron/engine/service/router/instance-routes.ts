import { CONTRACT_VERSION } from '#shared/contract/version.ts';
import { createAsOf } from '#engine/service/router/as-of.ts';
import { operations } from '#engine/service/router/implemented-contract.ts';
import type { RouterDeps } from '#engine/service/router/router-deps.ts';

const { instance } = operations;

export function createInstanceRoutes(deps: RouterDeps) {
  const asOf = createAsOf(deps.store);
  return {
    describe: instance.describe.handler(() => asOf(describe(deps))),
    stop: instance.stop.handler(({ input, context }) => {
      deps.requestStop({ name: context.actorName, reason: input.reason });
      return {};
    }),
  };
}

function describe({ store, turns, clock, active, about }: RouterDeps) {
  return {
    ...about,
    code: store.read.identity.code,
    contractVersion: CONTRACT_VERSION,
    now: clock.wallNow(),
    sqliteVersion: store.sqliteVersion,
    runningCount: active.runningCount,
    degradedBecause: turns.degradedBecause,
  };
}
