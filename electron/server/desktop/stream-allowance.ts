import { STREAM_BATCH } from '#shared/contract/port-protocol.ts';

/** How many events of a stream may still be sent. */
export interface StreamAllowance {
  /** Resolves when one more may be sent, or when the stream is cancelled. */
  take(): Promise<void>;
  /** The client has used up a batch. */
  addBatch(): void;
}

const MAX_EVENTS = 2 * STREAM_BATCH;

/** For one reader at a time. */
export function createStreamAllowance(signal: AbortSignal): StreamAllowance {
  let count = MAX_EVENTS;
  let wake = (): void => undefined;
  signal.addEventListener('abort', () => wake(), { once: true });
  return {
    async take() {
      while (count === 0 && !signal.aborted) {
        await new Promise<void>((resolve) => (wake = resolve));
      }
      count -= 1;
    },
    addBatch() {
      // Nobody who asks for more than that is owed it.
      count = Math.min(count + STREAM_BATCH, MAX_EVENTS);
      wake();
    },
  };
}
