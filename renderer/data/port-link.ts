import { ORPCError } from '@orpc/client';
import type { ClientContext, ClientLink } from '@orpc/client';
import type { ClientMessage, EngineMessage } from '#shared/contract/port-protocol.ts';
import type { PlainPort } from '#shared/lib/plain-port.ts';
import { asLostAnswer } from '#renderer/data/lost-answer.ts';
import type { PortCall } from '#renderer/data/port-call.ts';
import { openPortCall } from '#renderer/data/port-call.ts';

/** The client's end of a port, as `shared/contract/port-protocol.ts` describes it. It trusts its engine. */
export function createPortLink(port: PlainPort): ClientLink<ClientContext> {
  const open = new Map<number, PortCall>();
  let lastId = 0;
  const send = (message: ClientMessage) => port.send(JSON.stringify(message));

  port.onMessage((data) => {
    const message = JSON.parse(data as string) as EngineMessage;
    // One that was cancelled is unknown by now.
    open.get(message.id)?.hear(message);
  });
  port.onClosed(() => {
    for (const call of [...open.values()]) call.fail(lostConnection());
  });
  return {
    async call(path, input, { signal, lastEventId }) {
      if (port.isClosed()) throw lostConnection();
      signal?.throwIfAborted();
      const id = (lastId += 1);
      send({ type: 'call', id, operation: path.join('.'), input, lastEventId });
      const call = openPortCall({
        signal,
        sendMore: () => send({ type: 'more', id }),
        sendCancel: () => send({ type: 'cancel', id }),
        onOver: () => open.delete(id),
      });
      open.set(id, call);
      return call.answer;
    },
  };
}

function lostConnection(): ORPCError<'UNAVAILABLE', unknown> {
  const message = 'the connection to the engine was lost before it had answered';
  return asLostAnswer(
    new ORPCError('UNAVAILABLE', {
      ...{ status: 503, defined: true, message },
      data: { problems: [{ place: null, message }] },
    }),
  );
}
