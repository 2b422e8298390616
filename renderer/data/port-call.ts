import { createORPCErrorFromJson, withEventMeta } from '@orpc/client';
import type { EngineMessage } from '#shared/contract/port-protocol.ts';
import type { EventQueue } from '#renderer/data/event-queue.ts';
import { createEventQueue } from '#renderer/data/event-queue.ts';

export interface PortCallOptions {
  readonly signal: AbortSignal | undefined;
  readonly sendMore: () => void;
  readonly sendCancel: () => void;
  /** Nothing of it comes any more, or is wanted. */
  readonly onOver: () => void;
}

/** The caller's side of one call, from its beginning to its answer or the end of its stream. */
export interface PortCall {
  /** The answer, or the iterator of a stream. */
  readonly answer: Promise<unknown>;
  hear(message: EngineMessage): void;
  fail(error: unknown): void;
}

export function openPortCall(options: PortCallOptions): PortCall {
  const { signal } = options;
  const answer = Promise.withResolvers<unknown>();
  let queue: EventQueue | null = null;
  let isOver = false;

  function finish(): void {
    isOver = true;
    signal?.removeEventListener('abort', abort);
    options.onOver();
  }
  function cancel(): void {
    if (isOver) return;
    finish();
    options.sendCancel();
  }
  function abort(): void {
    cancel();
    queue?.abort(signal?.reason);
    answer.reject(signal?.reason);
  }
  function fail(error: unknown): void {
    finish();
    queue?.fail(error);
    answer.reject(error);
  }
  signal?.addEventListener('abort', abort);

  return {
    answer: answer.promise,
    fail,
    hear(message) {
      switch (message.type) {
        case 'answer':
          finish();
          answer.resolve(message.answer);
          break;
        case 'error':
          fail(createORPCErrorFromJson(message.error));
          break;
        case 'stream':
          queue = createEventQueue({ onBatchTaken: options.sendMore, onLeft: cancel });
          answer.resolve(queue.events);
          break;
        case 'event':
          queue?.put(toEvent(message.event, message.eventId));
          break;
        case 'end':
          finish();
          queue?.end();
      }
    },
  };
}

/** An event knows its id in the way in which oRPC's own bindings tell it. */
function toEvent(event: unknown, id: string | undefined): unknown {
  if (id === undefined || typeof event !== 'object' || event === null) return event;
  return withEventMeta(event, { id });
}
