import { Refusal } from '#shared/domain/refusal.ts';
import { isFinalRun } from '#shared/domain/run-state-table.ts';
import type { Decision } from '#engine/core/change.ts';
import type { Actor, LiveRun } from '#engine/core/live-run.ts';
import { moveRun } from '#engine/core/move-run.ts';

/** Ends a run: at once if nothing of it is executing, else when its attempt is known to be gone. */
export function decideCancel(run: LiveRun, actor: Actor): Decision {
  if (isFinalRun(run.state)) {
    throw new Refusal('conflict', `the run is ${run.state}: there is nothing left to cancel`);
  }
  if (run.state !== 'running') {
    const cancelled = moveRun(run, 'cancelled', 'cancelled', { actor, message: actor.reason });
    return { changes: [cancelled], effects: [], answer: undefined };
  }
  if (run.cancelledBy !== null) return { changes: [], effects: [], answer: undefined };
  const after: LiveRun = { ...run, cancelledBy: actor };
  const { attemptCount: number } = run;
  return {
    changes: [
      { type: 'run_cancel_requested', before: run, after, actor },
      { type: 'attempt_moved', run: after, number, to: 'cancelling', pid: null },
    ],
    effects: [{ type: 'cancel', runKey: run.key }],
    answer: undefined,
  };
}
