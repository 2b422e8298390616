import type { Run } from '#shared/contract/run-schema.ts';
import { decidePin, decideUnpin } from '#engine/core/decide-pin.ts';
import type { Actor, LiveRun } from '#engine/core/live-run.ts';
import type { RecordChange } from '#engine/core/record-change.ts';
import type { Store } from '#engine/core/store.ts';
import { runWithId, viewRunWithId } from '#engine/service/run-commands.ts';
import type { Turn } from '#engine/service/turn.ts';

/** Keeps runs for good, and no longer. Each runs inside a turn and answers with the run as it then is. */
export interface PinCommands {
  pin(turn: Turn, id: string, actor: Actor): Run;
  unpin(turn: Turn, id: string, actor: Actor): Run;
}

export function createPinCommands(store: Store): PinCommands {
  function change(turn: Turn, id: string, decide: (run: LiveRun) => RecordChange): Run {
    turn.carryOut({ changes: [decide(runWithId(store, id))], effects: [], answer: undefined });
    return viewRunWithId(store, id);
  }
  const pinOf = (run: LiveRun) => store.read.findPin(run.key);
  return {
    pin: (turn, id, actor) =>
      change(turn, id, (run) => decidePin(run, pinOf(run), actor, turn.now)),
    unpin: (turn, id, actor) => change(turn, id, (run) => decideUnpin(run, pinOf(run), actor)),
  };
}
