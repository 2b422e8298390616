import { AsyncIteratorClass } from '@orpc/client';
import { STREAM_BATCH } from '#shared/contract/port-protocol.ts';

export interface EventQueueOptions {
  /** The reader has used up a whole batch. */
  readonly onBatchTaken: () => void;
  /** The reader wants no more. */
  readonly onLeft: () => void;
}

/** Events on their way from a port to the one who reads them. */
export interface EventQueue {
  readonly events: AsyncIteratorClass<unknown, undefined>;
  put(event: unknown): void;
  /** What came before is still read; then the reader is told of the end, or of the error. */
  end(): void;
  fail(error: unknown): void;
  /** Nothing is read any more. */
  abort(reason: unknown): void;
}

export function createEventQueue({ onBatchTaken, onLeft }: EventQueueOptions): EventQueue {
  let waiting: unknown[] = [];
  let takenCount = 0;
  let conclude: (() => IteratorReturnResult<undefined>) | null = null;
  let wake = (): void => undefined;

  /** The iterator's class asks for one event after the other, so that there is one to be woken. */
  async function next(): Promise<IteratorResult<unknown, undefined>> {
    while (waiting.length === 0 && conclude === null) {
      await new Promise<void>((resolve) => (wake = resolve));
    }
    if (waiting.length === 0 && conclude !== null) return conclude();
    takenCount += 1;
    if (takenCount % STREAM_BATCH === 0) onBatchTaken();
    return { done: false, value: waiting.shift() };
  }

  function close(conclusion: () => IteratorReturnResult<undefined>): void {
    conclude ??= conclusion;
    wake();
  }
  const end = () => close(() => ({ done: true, value: undefined }));
  const fail = (error: unknown) =>
    close(() => {
      throw error;
    });

  const events = new AsyncIteratorClass(next, async () => {
    waiting = [];
    end();
    onLeft();
  });
  return {
    events,
    put(event) {
      waiting.push(event);
      wake();
    },
    end,
    fail,
    abort(reason) {
      waiting = [];
      fail(reason);
    },
  };
}
