import { getEventMeta, toORPCError } from '@orpc/client';
import type { EngineMessage, PortCall } from '#shared/contract/port-protocol.ts';
import type { PlainPort } from '#shared/lib/plain-port.ts';
import { parseClientMessage } from '#server/desktop/client-message.ts';
import type { Operation } from '#server/desktop/operations-of.ts';
import type { StreamAllowance } from '#server/desktop/stream-allowance.ts';
import { createStreamAllowance } from '#server/desktop/stream-allowance.ts';

export interface ServePortOptions {
  readonly port: PlainPort;
  readonly operations: ReadonlyMap<string, Operation>;
  readonly onDefect: (error: unknown) => void;
}

interface OpenCall {
  readonly id: number;
  readonly cancelled: AbortController;
  readonly allowance: StreamAllowance;
}

/** The engine's end of a port, as `shared/contract/port-protocol.ts` describes it. */
export function servePort({ port, operations, onDefect }: ServePortOptions): void {
  const open = new Map<number, OpenCall>();
  const send = ({ cancelled }: OpenCall, message: EngineMessage) => {
    if (!cancelled.signal.aborted) port.send(JSON.stringify(message));
  };

  function begin(message: PortCall): void {
    const operation = operations.get(message.operation);
    if (operation === undefined || open.has(message.id)) {
      port.close();
      return;
    }
    const call = openCall(message.id);
    open.set(call.id, call);
    answer(operation, message, call)
      // What cannot be told to the one who waits for it is told by the end of the port.
      .catch((error: unknown) => {
        port.close();
        onDefect(error);
      })
      .finally(() => open.delete(call.id));
  }

  async function answer(operation: Operation, message: PortCall, call: OpenCall): Promise<void> {
    const { input, lastEventId } = message;
    const { id, cancelled } = call;
    try {
      const found = await operation(input, { signal: cancelled.signal, lastEventId });
      if (isStream(found)) await sendStream(found, call);
      else send(call, { type: 'answer', id, answer: found });
    } catch (error) {
      if (cancelled.signal.aborted) return;
      send(call, { type: 'error', id, error: toORPCError(error).toJSON() });
      onDefect(error);
    }
  }

  async function sendStream(events: AsyncIterable<unknown>, call: OpenCall): Promise<void> {
    const { id, allowance, cancelled } = call;
    send(call, { type: 'stream', id });
    for await (const event of events) {
      await allowance.take();
      if (cancelled.signal.aborted) return;
      send(call, { type: 'event', id, event, eventId: getEventMeta(event)?.id });
    }
    send(call, { type: 'end', id });
  }

  port.onClosed(() => {
    for (const { cancelled } of open.values()) cancelled.abort();
  });
  port.onMessage((data) => {
    const message = parseClientMessage(data);
    if (message === null) port.close();
    else if (message.type === 'call') begin(message);
    else if (message.type === 'more') open.get(message.id)?.allowance.addBatch();
    else open.get(message.id)?.cancelled.abort();
  });
}

function openCall(id: number): OpenCall {
  const cancelled = new AbortController();
  return { id, cancelled, allowance: createStreamAllowance(cancelled.signal) };
}

function isStream(answer: unknown): answer is AsyncIterable<unknown> {
  return typeof answer === 'object' && answer !== null && Symbol.asyncIterator in answer;
}
