import { jobKeyOf } from '#engine/service/job-commands.ts';
import { createAsOf } from '#engine/service/router/as-of.ts';
import { operations } from '#engine/service/router/implemented-contract.ts';
import type { RouterDeps } from '#engine/service/router/router-deps.ts';

const { activity } = operations;

const DAY_MS = 86_400_000;

export function createActivityRoutes({ store, clock }: RouterDeps) {
  const { view } = store;
  const asOf = createAsOf(store);
  return {
    throughput: activity.throughput.handler(({ input: { job, ...spans } }) =>
      view.viewThroughput(job === undefined ? spans : { ...spans, jobKey: jobKeyOf(store, job) }),
    ),
    upcoming: activity.upcoming.handler(({ input: { until, limit } }) =>
      asOf({ upcoming: view.listUpcoming(until ?? clock.wallNow() + DAY_MS, limit) }),
    ),
    missed: activity.missed.handler(({ input: { since, limit } }) =>
      asOf({ occurrences: view.listMissed(since, limit) }),
    ),
    timeJumps: activity.timeJumps.handler(({ input: { since, limit } }) =>
      asOf({ jumps: view.listTimeJumps(since, limit) }),
    ),
    moved: activity.moved.handler(({ input: { since, limit } }) =>
      asOf({ moved: view.listMoved(since, limit) }),
    ),
  };
}
