import type { RunEvent, RunState } from '#shared/domain/run-state-table.ts';
import { assertTransition } from '#shared/domain/run-state-table.ts';
import type { RunMoved } from '#engine/core/change.ts';
import type { Actor, LiveRun, RunKey } from '#engine/core/live-run.ts';

interface MoveOptions {
  readonly patch?: Partial<LiveRun>;
  readonly actor?: Actor | null;
  readonly attemptNumber?: number | null;
  readonly message?: string | null;
  readonly supersededBy?: RunKey | null;
}

/** The one way in which a run changes its state: what the table does not allow throws. */
export function moveRun(
  before: LiveRun,
  event: RunEvent,
  to: RunState,
  { patch = {}, ...rest }: MoveOptions = {},
): RunMoved {
  assertTransition(before.state, event, to);
  const after: LiveRun = { ...before, wakeAt: null, ...patch, state: to };
  return {
    type: 'run_moved',
    before,
    after,
    event,
    actor: null,
    attemptNumber: null,
    message: null,
    supersededBy: null,
    endedAt: null,
    ...rest,
  };
}

/** Moves a run to `ready`, from whatever it was waiting for. A wish to cancel ended with the attempt that it was for. */
export function moveToReady(
  before: LiveRun,
  event: RunEvent,
  now: number,
  { patch = {}, ...rest }: MoveOptions = {},
): RunMoved {
  const readiness = { readyAt: now, firstReadyAt: before.firstReadyAt ?? now, cancelledBy: null };
  return moveRun(before, event, 'ready', { ...rest, patch: { ...readiness, ...patch } });
}
