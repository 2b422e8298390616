import type { Change, Effect } from '#engine/core/change.ts';
import { hasExpired } from '#engine/core/due.ts';
import { decideEntrance } from '#engine/core/enter.ts';
import type { LiveRun } from '#engine/core/live-run.ts';
import { moveRun, moveToReady } from '#engine/core/move-run.ts';
import { merged } from '#engine/core/occurrence.ts';
import type { ActiveRuns } from '#engine/service/active-runs.ts';
import type { Turn } from '#engine/service/turn.ts';

/** What a run has waited for, an instant or other runs, is here: it meets the other runs of its job. */
export function wakeRun(active: Pick<ActiveRuns, 'ofJob'>, turn: Turn, run: LiveRun): void {
  if (hasExpired(run, turn.now)) {
    const message = 'it was not started in time';
    carryOut(turn, [moveRun(run, 'expired', 'expired', { message })]);
    return;
  }
  const event = run.state === 'retry_wait' ? 'retry_due' : 'due';
  const ready = moveToReady(run, event, turn.now);
  if (event === 'retry_due') {
    carryOut(turn, [ready]);
    return;
  }
  const entrance = decideEntrance(ready.after, active.ofJob(run.revision.jobKey));
  carryOut(turn, [ready]);
  switch (entrance.verdict) {
    case 'start':
      carryOut(turn, entrance.changes, entrance.effects);
      break;
    case 'coalesce': {
      const { into } = entrance;
      const count = 1 + run.coalescedCount;
      const message = 'the same request is pending already';
      carryOut(turn, [merged(into, count), giveWay(ready.after, into, message)]);
      break;
    }
    case 'skip': {
      const message = 'another run of the job was under way when it became due';
      carryOut(turn, [giveWay(ready.after, entrance.because, message)]);
    }
  }
}

function giveWay(run: LiveRun, other: LiveRun, message: string): Change {
  return moveRun(run, 'superseded', 'superseded', { supersededBy: other.key, message });
}

function carryOut(turn: Turn, changes: readonly Change[], effects: readonly Effect[] = []): void {
  turn.carryOut({ changes, effects, answer: undefined });
}
