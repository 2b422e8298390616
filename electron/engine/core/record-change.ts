import type { Actor, LiveRun } from '#engine/core/live-run.ts';
import type { Pin } from '#engine/core/pin.ts';

/** What concerns how long records are kept. */
export type RecordChange = RunPinned | RunUnpinned;

/** Somebody wants a run kept for good. */
export interface RunPinned {
  readonly type: 'run_pinned';
  readonly run: LiveRun;
  readonly pin: Pin;
}

export interface RunUnpinned {
  readonly type: 'run_unpinned';
  readonly run: LiveRun;
  readonly actor: Actor;
}
