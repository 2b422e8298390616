import type { Bulk } from '#shared/contract/bulk-schema.ts';
import type { BulkDeed } from '#shared/domain/bulk.ts';
import type { Actor } from '#engine/core/live-run.ts';
import {
  beginBulk,
  bulkWithId,
  refuseSurprise,
  viewBulkWithId,
} from '#engine/service/bulk-commands.ts';
import { createAsOf } from '#engine/service/router/as-of.ts';
import { createCommandCarrier } from '#engine/service/router/carry-out-commands.ts';
import { bulkOperations } from '#engine/service/router/implemented-contract.ts';
import type { RouterDeps } from '#engine/service/router/router-deps.ts';

const { bulks: b } = bulkOperations;

export function createBulkRoutes(deps: RouterDeps) {
  return {
    ...createBulkQueries(deps),
    ...createBulkCommandRoutes(deps),
    ...createBackfillRoute(deps),
  };
}

function createBulkQueries({ store }: RouterDeps) {
  const { view } = store;
  const asOf = createAsOf(store);
  return {
    list: b.list.handler(({ input: { limit } }) => asOf({ bulks: view.listBulks(limit) })),
    get: b.get.handler(({ input: { bulk: id } }) => {
      const { key } = bulkWithId(store, id);
      return asOf({ bulk: viewBulkWithId(store, id), refusals: view.listRefusals(key) });
    }),
    items: b.items.handler(({ input: { bulk, ...page } }) => {
      const { key: bulkKey } = bulkWithId(store, bulk);
      return asOf({ items: view.listBulkItems({ ...page, bulkKey }) });
    }),
  };
}

function createBulkCommandRoutes(deps: RouterDeps) {
  const { bulks, clock } = deps;
  const { bulkCommand } = createCommandCarrier(deps);
  return {
    create: b.create.handler(async ({ input, context }) => {
      if (input.isDryRun) {
        const actor: Actor = { name: context.actorName, reason: input.reason };
        return { bulk: null, preview: await bulks.preview(input, actor, clock.wallNow()) };
      }
      const bulk = await bulkCommand(input, context, (turn, actor) =>
        bulks.create(turn, input, actor),
      );
      return { bulk, preview: null };
    }),
    stop: b.stop.handler(async ({ input, context }) => ({
      bulk: await bulkCommand(input, context, (turn, actor) => bulks.stop(turn, input.bulk, actor)),
    })),
    undo: b.undo.handler(async ({ input, context }) => ({
      bulk: await bulkCommand(input, context, (turn, actor) => bulks.undo(turn, input.bulk, actor)),
    })),
  };
}

function createBackfillRoute(deps: RouterDeps) {
  const { store, keys, backfills, clock } = deps;
  const { bulkCommand } = createCommandCarrier(deps);
  return {
    backfill: b.backfill.handler(async ({ input, context }) => {
      if (input.isDryRun) {
        const preview = backfills.preview(input, clock.wallNow());
        refuseSurprise(input, preview.acceptedCount);
        return { bulk: null, preview };
      }
      const bulk = await bulkCommand(input, context, (turn, actor): Bulk => {
        const { record, meant } = backfills.plan(input, turn.now);
        const { job, from, to, isRepeating } = input;
        const { key: trigger } = record.trigger;
        const deed: BulkDeed = { action: 'backfill', job, trigger, from, to, isRepeating };
        const subjects = meant.map((nominalAt) => ({ runKey: null, nominalAt }));
        return beginBulk({
          ...{ store, keys, turn, procedure: input, deed, filter: null, subjects, actor },
        });
      });
      return { bulk, preview: null };
    }),
  };
}
