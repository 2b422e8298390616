import type { RefusalGroup } from '#shared/contract/bulk-schema.ts';

export interface RefusedItem {
  readonly message: string;
  readonly item: RefusalGroup['items'][number];
}

/** Of what was refused for one reason, this many are shown with it. */
const SHOWN_ITEMS = 5;

/** What was refused, by the sentence that tells why, the most frequent first. */
export function groupRefusals(refused: readonly RefusedItem[]): RefusalGroup[] {
  const groups = Map.groupBy(refused, ({ message }) => message);
  return [...groups]
    .map(([message, same]) => ({
      message,
      count: same.length,
      items: same.slice(0, SHOWN_ITEMS).map(({ item }) => item),
    }))
    .sort((one, other) => other.count - one.count);
}
