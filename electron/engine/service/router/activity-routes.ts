import { Refusal } from '#shared/domain/refusal.ts';
import { jobKeyOf } from '#engine/service/job-commands.ts';
import { createAsOf } from '#engine/service/router/as-of.ts';
import { operations } from '#engine/service/router/implemented-contract.ts';
import type { RouterDeps } from '#engine/service/router/router-deps.ts';

const { activity } = operations;

const DAY_MS = 86_400_000;
const MAX_TIMELINE_DAYS = 400;

export function createActivityRoutes({ store, windows, clock }: RouterDeps) {
  const { view } = store;
  const asOf = createAsOf(store);
  return {
    throughput: activity.throughput.handler(({ input: { job, ...spans } }) =>
      view.viewThroughput(job === undefined ? spans : { ...spans, jobKey: jobKeyOf(store, job) }),
    ),
    timeline: activity.timeline.handler(({ input }) => {
      checkSpan(input);
      return windows.ask('viewTimeline', { ...input, now: clock.wallNow() });
    }),
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

function checkSpan({ from, to }: { readonly from: number; readonly to: number }): void {
  if (to <= from) throw new Refusal('invalid_input', '`to` must be later than `from`', 'to');
  if (to - from > MAX_TIMELINE_DAYS * DAY_MS) {
    throw new Refusal(
      'invalid_input',
      `a timeline shows at most ${MAX_TIMELINE_DAYS} days at once`,
      'from',
    );
  }
}
