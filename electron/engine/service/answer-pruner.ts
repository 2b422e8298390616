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
/** More than this in one turn would hold up what is due; there is more as long as this many were found. */
const BATCH = 1_000;

export function createAnswerPruner(store: Store, turns: Turns, clock: Clock): AnswerPruner {
  /** `null` while stopped. */
  let timer: Timer | null = null;

  function runAfter(delayMs: number): void {
    timer?.cancel();
    timer = clock.setTimer(delayMs, runOnce);
  }

  function runOnce(): void {
    runAfter(EVERY_MS);
    turns.record((turn) => {
      const count = store.forgetAnswersBefore(turn.now - KEPT_MS, BATCH);
      if (count === BATCH && timer !== null) runAfter(0);
    });
  }

  return {
    start: () => runAfter(EVERY_MS),
    stop() {
      timer?.cancel();
      timer = null;
    },
  };
}
