import { createCommandCarrier } from '#engine/service/router/carry-out-commands.ts';
import { operations } from '#engine/service/router/implemented-contract.ts';
import type { RouterDeps } from '#engine/service/router/router-deps.ts';

const { desk } = operations;

export function createDeskRoutes(deps: RouterDeps) {
  const { store } = deps;
  const { command } = createCommandCarrier(deps);
  return {
    read: desk.read.handler(({ context }) => ({
      lastLookedAt: store.view.lastLookedAt(context.actorName),
    })),
    look: desk.look.handler(({ input, context }) =>
      command(input, context, (turn, actor) => ({
        // Nobody has seen what is still to come, whatever the clock of their screen says.
        lastLookedAt: store.noteLook(actor.name, Math.min(input.at, turn.now)),
      })),
    ),
  };
}
