import type { Upcoming } from '#shared/contract/activity-schema.ts';

/** The next start of a job, and how it goes on. */
export interface NextStart {
  readonly entry: Upcoming;
  /** How far apart its next starts are; `null` where there is one, or they are not evenly apart. */
  readonly everyMs: number | null;
}

/** One row for each job: of a job that starts often the first one says enough. Runs of their own stay apart. */
export function nextStarts(upcoming: readonly Upcoming[], most: number): readonly NextStart[] {
  const byJob = Map.groupBy(upcoming, ({ job, trigger, run }) => run ?? `${job} ${trigger}`);
  return [...byJob.values()]
    .flatMap(([entry, ...later]) =>
      entry === undefined ? [] : [{ entry, everyMs: evenGap([entry, ...later]) }],
    )
    .slice(0, most);
}

function evenGap(starts: readonly Upcoming[]): number | null {
  const gaps = new Set(starts.slice(1).map(({ at }, index) => at - (starts[index]?.at ?? at)));
  const [gap] = gaps;
  return gap !== undefined && gaps.size === 1 ? gap : null;
}
