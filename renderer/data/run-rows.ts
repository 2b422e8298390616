import type { Run } from '#shared/contract/run-schema.ts';

/*
 * The rows of a list of runs, newest first, beside what is known of them by now. Only its head is gone through: paging
 * to a hundred thousand rows must not take longer with each page.
 */

/** So many rows that have left the filter are looked after one by one. */
const STRAYS = 20;

/** Those that are known anew stand among the first: the rest, however long, is only copied. */
export function renew(shown: readonly Run[], changed: ReadonlyMap<string, Run>): readonly Run[] {
  const runs = shown.slice();
  const oldest = Math.min(...[...changed.keys()].map(runNumber));
  for (const [index, { id }] of shown.entries()) {
    const now = changed.get(id);
    if (now !== undefined) runs[index] = now;
    if (runNumber(id) <= oldest) break;
  }
  return runs;
}

/** Older runs that come into the filter are not new: they would not appear at the top. */
export function countNewer(
  newest: readonly Run[] | undefined,
  newestShown: Run | undefined,
): number {
  const limit = newestShown === undefined ? -1 : runNumber(newestShown.id);
  return newest?.filter(({ id }) => runNumber(id) > limit).length ?? 0;
}

/** Runs are numbered in the order in which they were made. */
function runNumber(id: string): number {
  return Number(id.slice(id.lastIndexOf('-') + 1));
}

/** Within the reach of `newest`, yet missing there: their state is another one by now. */
export function runsThatLeft(
  shown: readonly Run[],
  newest: readonly Run[] | undefined,
  pageLength: number,
): readonly string[] {
  if (newest === undefined) return [];
  const oldest = newest.at(-1);
  const reach = oldest === undefined || newest.length < pageLength ? -1 : runNumber(oldest.id);
  const there = new Set(newest.map(({ id }) => id));
  const end = shown.findIndex(({ id }) => runNumber(id) <= reach);
  return shown
    .slice(0, end < 0 ? undefined : end)
    .map(({ id }) => id)
    .filter((id) => !there.has(id))
    .slice(0, STRAYS);
}
