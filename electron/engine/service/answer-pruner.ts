import type { Clock, Timer } from '#shared/lib/clock.ts';
import type { Store } from '#engine/core/store.ts';
import type { Turns } from '#engine/service/turns.ts';

/** Forgets the answers of commands that nobody will repeat any more. */
export interface AnswerPruner {
  start(): void;
  stop(): void;
}

/** A client that lost its connection asks again within this time, or never. */
const KEPT_MS = 86_400_000;
const EVERY_MS = 60_000;
/** More than this at once would hold up what is due. */
const BATCH = 1_000;

export function createAnswerPruner(store: Store, turns: Turns, clock: Clock): AnswerPruner {
  let timer: Timer | null = null;

  function runOnce(): void {
    turns.record((turn) => {
      store.forgetAnswersBefore(turn.now - KEPT_MS, BATCH);
    });
    timer = clock.setTimer(EVERY_MS, runOnce);
  }

  return {
    start() {
      timer = clock.setTimer(EVERY_MS, runOnce);
    },
    stop: () => timer?.cancel(),
  };
}
