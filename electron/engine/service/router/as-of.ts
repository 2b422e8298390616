import type { Store } from '#engine/core/store.ts';

/** Adds to answers up to which journal number they are true. */
export function createAsOf({ view }: Store) {
  return <Answer extends object>(answer: Answer) => ({ ...answer, asOfSeq: view.asOfSeq() });
}
