import type { Upcoming } from '#shared/contract/activity-schema.ts';
import type { Job } from '#shared/contract/job-schema.ts';

/** The next start of a job, and how it goes on. */
export interface NextStart {
  readonly entry: Upcoming;
  /** How far apart its next starts are; `null` where there is one, or they are not evenly apart. */
  readonly everyMs: number | null;
}

/**
 * One row for each job: of a job that starts often the first one says enough. Runs of their own stay apart. What is
 * planned is answered only so far ahead, so that the jobs that come later are asked when they fire themselves.
 */
export function nextStarts(
  upcoming: readonly Upcoming[],
  jobs: readonly Job[],
  most: number,
): readonly NextStart[] {
  const byJob = Map.groupBy(upcoming, ({ job, run }) => run ?? `of ${job}`);
  const near = [...byJob.values()].flatMap(([entry, ...later]) =>
    entry === undefined ? [] : [{ entry, everyMs: evenGap([entry, ...later]) }],
  );
  const far = jobs
    .filter(({ name }) => !byJob.has(`of ${name}`))
    .flatMap((job) => firstFireOf(job))
    .map((entry) => ({ entry, everyMs: null }));
  return [...near, ...far].toSorted((one, other) => one.entry.at - other.entry.at).slice(0, most);
}

function firstFireOf({ name, method, nextAt, triggers }: Job): readonly Upcoming[] {
  if (nextAt === null) return [];
  const trigger = triggers.find((each) => each.nextAt === nextAt)?.key ?? null;
  return [{ at: nextAt, job: name, method, trigger, run: null, reason: 'trigger' }];
}

function evenGap(starts: readonly Upcoming[]): number | null {
  const gaps = new Set(starts.slice(1).map(({ at }, index) => at - (starts[index]?.at ?? at)));
  const [gap] = gaps;
  return gap !== undefined && gaps.size === 1 ? gap : null;
}
