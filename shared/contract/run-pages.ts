import type { RunFilter } from '#shared/contract/run-filter.ts';
import type { Run } from '#shared/contract/run-schema.ts';

type ListRuns = (
  query: RunFilter & { readonly limit: number; readonly before?: string | undefined },
) => Promise<{ readonly runs: readonly Run[] }>;

/** As many as one answer holds. */
const PAGE = 1_000;

/** Every run that a filter means, the newest first, page by page, however many there are. */
export async function* readRunPages(
  list: ListRuns,
  filter: RunFilter,
): AsyncGenerator<readonly Run[]> {
  let before: string | undefined;
  do {
    const { runs } = await list({ ...filter, limit: PAGE, before });
    yield runs;
    before = runs.length < PAGE ? undefined : runs.at(-1)?.id;
  } while (before !== undefined);
}
