import type { RunFilter } from '#shared/contract/run-filter.ts';
import { toSearchWords } from '#shared/domain/filter-terms.ts';
import { jobPattern } from '#shared/domain/job-pattern.ts';
import type { Store } from '#engine/core/store.ts';
import type { RunQuery } from '#engine/core/view-reader.ts';
import { jobKeyOf } from '#engine/service/job-commands.ts';

/** A run that has been ready for longer and has not started is late. */
const LATE_MS = 60_000;

/** What a filter means at an instant: one meaning, for whoever lists, counts, or does something to them. */
export function toRunQuery(store: Store, asked: RunFilter, now: number): RunQuery {
  const { job, isLate, text, since, sinceAgoMs, durationMs, ...filter } = asked;
  const readyBefore = now - LATE_MS;
  return {
    ...filter,
    ...(job === undefined ? {} : jobsOf(store, job)),
    since: sinceAgoMs === undefined ? since : Math.max(since ?? 0, now - sinceAgoMs),
    took: durationMs && { now, ...durationMs },
    words: text === undefined ? undefined : toSearchWords(text),
    lateness: isLate === undefined ? undefined : { isLate, readyBefore },
  };
}

/** A name has to be that of a job; a pattern may mean none. */
function jobsOf(store: Store, job: string): Pick<RunQuery, 'jobKey' | 'jobKeys'> {
  if (!job.includes('*')) return { jobKey: jobKeyOf(store, job) };
  const isMeant = jobPattern(job);
  const jobKeys = store.read
    .jobNames()
    .filter((name) => isMeant(name))
    .map((name) => jobKeyOf(store, name));
  return jobKeys.length === 1 ? { jobKey: jobKeys[0] } : { jobKeys };
}
