import type { GateName } from '#shared/domain/gate.ts';
import type { RunKey } from '#engine/core/live-run.ts';

/** What kept an attempt longest, told when it began: by then everything that it names is still known. */
export interface WaitedFor {
  readonly gate: GateName;
  readonly ms: number;
  /** As one part of a sentence: `concurrency key "db" was taken by run k7fq-12 (import)`. */
  readonly sentence: string;
  /** The run that was in the way. */
  readonly runKey: RunKey | null;
}
