import type { RunFilter } from '#shared/contract/run-filter.ts';
import type { RunDeed } from '#shared/domain/bulk.ts';

/** How a bulk goes about it. */
export interface Procedure {
  readonly expectedCount?: number | undefined;
  readonly spacingMs: number | null;
  readonly undoMs: number;
}

export interface BulkRequest extends Procedure {
  readonly deed: RunDeed;
  /** Which runs are meant: either of the two. */
  readonly filter?: RunFilter | undefined;
  readonly runs?: readonly string[] | undefined;
}
