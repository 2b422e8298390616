import type { Pause, PauseTarget } from '#engine/core/pause.ts';
import { pauseSubject } from '#engine/core/pause.ts';
import type { DecisionReader } from '#engine/core/store.ts';

/** What is paused, as the dispatcher asks for it many times a second: read once, and again after it changed. */
export interface PausedNow {
  find(on: PauseTarget): Pause | null;
  forget(): void;
}

export function createPausedNow(read: Pick<DecisionReader, 'pauses'>): PausedNow {
  let known: ReadonlyMap<string, Pause> | null = null;
  return {
    find(on) {
      known ??= new Map(read.pauses().map((record) => [idOf(record.on), record.pause]));
      return known.size === 0 ? null : (known.get(idOf(on)) ?? null);
    },
    forget() {
      known = null;
    },
  };
}

function idOf(on: PauseTarget): string {
  return `${on.scope} ${pauseSubject(on)}`;
}
