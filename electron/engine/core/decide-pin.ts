import { Refusal } from '#shared/domain/refusal.ts';
import type { Actor, LiveRun } from '#engine/core/live-run.ts';
import type { Pin } from '#engine/core/pin.ts';
import type { RecordChange } from '#engine/core/record-change.ts';

/** A pin is never replaced: who pinned the run, and why, stays until somebody takes the pin away. */
export function decidePin(
  run: LiveRun,
  present: Pin | null,
  actor: Actor,
  now: number,
): RecordChange {
  if (present !== null) {
    const hint = 'unpin it first to give another reason';
    throw new Refusal('conflict', `the run is pinned already, by ${present.by}: ${hint}`);
  }
  return { type: 'run_pinned', run, pin: { at: now, by: actor.name, reason: actor.reason } };
}

export function decideUnpin(run: LiveRun, present: Pin | null, actor: Actor): RecordChange {
  if (present === null) throw new Refusal('conflict', 'the run is not pinned');
  return { type: 'run_unpinned', run, actor };
}
