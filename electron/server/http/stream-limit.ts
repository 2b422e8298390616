import type { ServerResponse } from 'node:http';

export interface StreamLimit {
  /** Whether there is room for one more; if so, the place is taken until the answer has ended. */
  admit(response: ServerResponse): boolean;
}

export interface StreamLimitOptions {
  readonly maxCount: number;
  /** A reader that takes nothing for this long is dropped; it may come back and go on by number. */
  readonly patienceMs: number;
}

/**
 * Bounds what streams cost. A slow reader costs no memory, for its events wait in the database, but it costs
 * a place. A healthy one takes something every few seconds: where nothing happens, the stream says so.
 */
export function createStreamLimit({ maxCount, patienceMs }: StreamLimitOptions): StreamLimit {
  let openCount = 0;
  return {
    admit(response) {
      if (openCount >= maxCount) return false;
      openCount += 1;
      response.once('close', () => (openCount -= 1));
      response.setTimeout(patienceMs, () => response.destroy());
      return true;
    },
  };
}
