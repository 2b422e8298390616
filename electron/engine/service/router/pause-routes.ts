import { createAsOf } from '#engine/service/router/as-of.ts';
import { createCommandCarrier } from '#engine/service/router/carry-out-commands.ts';
import { operations } from '#engine/service/router/implemented-contract.ts';
import type { RouterDeps } from '#engine/service/router/router-deps.ts';

const { pauses: p } = operations;

export function createPauseRoutes(deps: RouterDeps) {
  const { store, pauses } = deps;
  const { command } = createCommandCarrier(deps);
  const asOf = createAsOf(store);
  return {
    list: p.list.handler(() => asOf({ pauses: store.view.listPauses() })),
    begin: p.begin.handler(({ input, context }) =>
      command(input, context, (turn, actor) => ({
        pauses: pauses.begin(turn, input.on, input.until, actor),
      })),
    ),
    end: p.end.handler(({ input, context }) =>
      command(input, context, (turn, actor) => ({ pauses: pauses.end(turn, input.on, actor) })),
    ),
  };
}
