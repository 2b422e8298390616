import type { AppliedJob } from '#engine/service/job-commands.ts';
import { jobKeyOf } from '#engine/service/job-commands.ts';
import { parseDefinitions } from '#engine/service/parse-definitions.ts';
import { createAsOf } from '#engine/service/router/as-of.ts';
import { createCommandCarrier } from '#engine/service/router/carry-out-commands.ts';
import { operations } from '#engine/service/router/implemented-contract.ts';
import type { RouterDeps } from '#engine/service/router/router-deps.ts';
import { fireTimesOf } from '#engine/service/fire-times.ts';

const { jobs: j } = operations;

export function createJobRoutes(deps: RouterDeps) {
  const { store, clock, jobs, pauses, explainer, builtins } = deps;
  const { view } = store;
  const { command } = createCommandCarrier(deps);
  const asOf = createAsOf(store);
  const keyOf = (job: string) => jobKeyOf(store, job);
  return {
    list: j.list.handler(() => asOf({ jobs: view.listJobs() })),
    get: j.get.handler(({ input }) => asOf({ job: view.viewJob(keyOf(input.job)) })),
    summaries: j.summaries.handler(() => asOf({ summaries: view.listSummaries() })),
    apply: j.apply.handler(({ input, context }) => {
      const { definitions: raw, defaultZone } = input;
      const definitions = parseDefinitions(raw, {
        defaultZone,
        schemas: deps.inputSchemas,
        builtins,
      });
      if (input.isDryRun) {
        const actor = { name: context.actorName, reason: input.reason };
        return { results: jobs.preview(definitions, actor, clock.wallNow()).map(toResult) };
      }
      return command(input, context, (turn, actor) => ({
        results: jobs.apply(turn, definitions, actor).map(toResult),
      }));
    }),
    pause: j.pause.handler(({ input, context }) =>
      command(input, context, (turn, actor) => {
        pauses.begin(turn, { scope: 'job', job: input.job }, input.until, actor);
        return { job: view.viewJob(keyOf(input.job)) };
      }),
    ),
    resume: j.resume.handler(({ input, context }) =>
      command(input, context, (turn, actor) => {
        pauses.end(turn, { scope: 'job', job: input.job }, actor);
        return { job: view.viewJob(keyOf(input.job)) };
      }),
    ),
    explain: j.explain.handler(({ input }) => explainer.job(input.job, clock.wallNow())),
    occurrences: j.occurrences.handler(({ input: { job, limit } }) =>
      asOf({ occurrences: view.listOccurrences(keyOf(job), limit) }),
    ),
    fireTimes: j.fireTimes.handler(({ input: { job, limit } }) =>
      fireTimesOf(store, job, limit, clock.wallNow()),
    ),
    revisions: j.revisions.handler(({ input: { job, limit } }) =>
      asOf({ revisions: view.listRevisions(keyOf(job), limit) }),
    ),
  };
}

function toResult({ differences, warnings, ...rest }: AppliedJob) {
  return { ...rest, differences: [...differences], warnings: [...warnings] };
}
