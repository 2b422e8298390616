import { CONTRACT_VERSION } from '#shared/contract/version.ts';
import { Refusal } from '#shared/domain/refusal.ts';
import type { Change } from '#engine/core/change.ts';
import type { Actor } from '#engine/core/live-run.ts';
import { toPauseDetails } from '#engine/core/pause.ts';
import { createAsOf } from '#engine/service/router/as-of.ts';
import { createCommandCarrier } from '#engine/service/router/carry-out-commands.ts';
import { operations } from '#engine/service/router/implemented-contract.ts';
import type { RouterDeps } from '#engine/service/router/router-deps.ts';
import type { Turn } from '#engine/service/turn.ts';

const { instance } = operations;

export function createInstanceRoutes(deps: RouterDeps) {
  const asOf = createAsOf(deps.store);
  const { command } = createCommandCarrier(deps);
  return {
    describe: instance.describe.handler(() => asOf(describe(deps))),
    stop: instance.stop.handler(async ({ input, context }) => {
      try {
        return await command(input, context, requestStop);
      } catch (error) {
        // To end is what an engine can do even where nothing can be recorded.
        if (!(error instanceof Refusal) || error.code !== 'unavailable') throw error;
        deps.requestStop({ name: context.actorName, reason: input.reason });
        return {};
      }
    }),
  };
}

function requestStop(turn: Turn, actor: Actor) {
  const requested: Change = { type: 'stop_requested', actor };
  turn.carryOut({ changes: [requested], effects: [{ type: 'stop', actor }], answer: undefined });
  return {};
}

function describe({ store, turns, clock, active, about }: RouterDeps) {
  const pause = store.read.findPause({ scope: 'scheduler' });
  return {
    ...about,
    code: store.read.identity.code,
    contractVersion: CONTRACT_VERSION,
    now: clock.wallNow(),
    sqliteVersion: store.sqliteVersion,
    runningCount: active.runningCount,
    paused: pause === null ? null : toPauseDetails(pause),
    degradedBecause: turns.degradedBecause,
  };
}
