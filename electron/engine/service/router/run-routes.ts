import type { RunFilter } from '#shared/contract/run-filter.ts';
import { createAsOf } from '#engine/service/router/as-of.ts';
import { createCommandCarrier } from '#engine/service/router/carry-out-commands.ts';
import { operations } from '#engine/service/router/implemented-contract.ts';
import type { RouterDeps } from '#engine/service/router/router-deps.ts';
import { runKeyOf, viewRunWithId } from '#engine/service/run-commands.ts';
import { toRunQuery } from '#engine/service/run-query.ts';

const { runs: r } = operations;

export function createRunRoutes(deps: RouterDeps) {
  return { ...createRunQueries(deps), ...createRunCommandRoutes(deps) };
}

function createRunQueries({ store, clock, explainer }: RouterDeps) {
  const { view } = store;
  const asOf = createAsOf(store);

  const toQuery = (asked: RunFilter) => toRunQuery(store, asked, clock.wallNow());

  return {
    list: r.list.handler(({ input: { before, limit, ...filter } }) => {
      const beforeKey = before === undefined ? undefined : runKeyOf(store, before);
      return asOf({ runs: view.listRuns({ ...toQuery(filter), before: beforeKey, limit }) });
    }),
    count: r.count.handler(({ input }) => asOf(view.countRuns(toQuery(input)))),
    get: r.get.handler(({ input }) => asOf({ run: viewRunWithId(store, input.run) })),
    explain: r.explain.handler(({ input }) => explainer.run(input.run, clock.wallNow())),
    history: r.history.handler(({ input }) =>
      asOf({ events: view.readHistory(runKeyOf(store, input.run)) }),
    ),
    chain: r.chain.handler(({ input }) => asOf(view.viewChain(runKeyOf(store, input.run)))),
    output: r.output.handler(({ input }) => asOf(view.viewOutput(runKeyOf(store, input.run)))),
    retriggers: r.retriggers.handler(({ input }) =>
      asOf({ runs: view.listRetriggers(runKeyOf(store, input.run)) }),
    ),
  };
}

function createRunCommandRoutes(deps: RouterDeps) {
  const { runs, pins } = deps;
  const { runCommand } = createCommandCarrier(deps);
  return {
    trigger: r.trigger.handler(({ input, context }) =>
      runCommand(input, context, (turn, actor) =>
        runs.trigger(turn, { ...input, origin: 'manual' }, actor),
      ),
    ),
    retrigger: r.retrigger.handler(({ input, context }) =>
      runCommand(input, context, (turn, actor) => runs.retrigger(turn, input, actor)),
    ),
    retry: r.retry.handler(({ input, context }) =>
      runCommand(input, context, (turn, actor) => ({ run: runs.retry(turn, input.run, actor) })),
    ),
    cancel: r.cancel.handler(({ input, context }) =>
      runCommand(input, context, (turn, actor) => ({ run: runs.cancel(turn, input.run, actor) })),
    ),
    hold: r.hold.handler(({ input, context }) =>
      runCommand(input, context, (turn, actor) => ({ run: runs.hold(turn, input.run, actor) })),
    ),
    release: r.release.handler(({ input, context }) =>
      runCommand(input, context, (turn, actor) => ({ run: runs.release(turn, input.run, actor) })),
    ),
    pin: r.pin.handler(({ input, context }) =>
      runCommand(input, context, (turn, actor) => ({ run: pins.pin(turn, input.run, actor) })),
    ),
    unpin: r.unpin.handler(({ input, context }) =>
      runCommand(input, context, (turn, actor) => ({ run: pins.unpin(turn, input.run, actor) })),
    ),
    resolve: r.resolve.handler(({ input, context }) =>
      runCommand(input, context, (turn, actor) => ({
        run: runs.resolve(turn, input.run, input.as, actor),
      })),
    ),
  };
}
