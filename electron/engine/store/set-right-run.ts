import type { RunKey } from '#engine/core/live-run.ts';

/** A failure that was set right, and when. */
export interface SetRightRun {
  readonly runKey: RunKey;
  readonly fingerprint: string;
  readonly failedAt: number;
  readonly setRightAt: number;
}
