import type { JobViews } from '#engine/core/view-reader.ts';

const KEPT_MS = 60_000;

/**
 * What a run of each job usually takes, by name. Looking at the newest runs of every job costs more than the rest of
 * a timeline, and changes it hardly ever: what was found stays for a minute.
 */
export function createUsualDurations({ listSummaries }: Pick<JobViews, 'listSummaries'>) {
  let found: ReadonlyMap<string, number | null> = new Map();
  let foundAt = -Infinity;

  return (now: number): ReadonlyMap<string, number | null> => {
    if (Math.abs(now - foundAt) < KEPT_MS) return found;
    found = new Map(listSummaries().map(({ job, medianMs }) => [job, medianMs]));
    foundAt = now;
    return found;
  };
}
