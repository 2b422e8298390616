import { ORPCError, createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import type { ClientContext, ClientLink } from '@orpc/client';
import type { EmitterPort, EventTargetPort } from '#shared/lib/plain-port.ts';
import { toPlainPort } from '#shared/lib/plain-port.ts';
import type { InstanceClient } from '#renderer/data/instance-client.ts';
import { asLostAnswer } from '#renderer/data/lost-answer.ts';

export interface PortConnection {
  readonly client: InstanceClient;
  /** What the client speaks through; for one that changes its connection. */
  readonly link: ClientLink<ClientContext>;
  /** Resolves when either side has closed the port; nothing comes over it any more. */
  readonly closed: Promise<void>;
  close(): void;
}

/**
 * Speaks the contract over a message port. Once the port is closed, what was on its way and what is asked for
 * later is refused as `UNAVAILABLE`: a command may be repeated under its `commandId` over another port, and a
 * stream goes on there behind the last event that came.
 */
export function connectPort(port: EmitterPort | EventTargetPort): PortConnection {
  const plain = toPlainPort(port);
  const closing = Promise.withResolvers<undefined>();
  let isClosed = false;
  const hasEnded = () => isClosed;
  const link = new RPCLink({
    port: plain,
    interceptors: [
      async ({ next }) => {
        if (hasEnded()) throw lostConnection();
        try {
          return await next();
        } catch (error) {
          throw hasEnded() && !(error instanceof ORPCError) ? lostConnection(error) : error;
        }
      },
    ],
  });
  plain.onDisconnect.addListener(() => {
    isClosed = true;
    closing.resolve(undefined);
  });
  return { link, client: createORPCClient(link), closed: closing.promise, close: plain.close };
}

function lostConnection(cause?: unknown): ORPCError<'UNAVAILABLE', unknown> {
  const message = 'the connection to the engine was lost before it had answered';
  return asLostAnswer(
    new ORPCError('UNAVAILABLE', {
      ...{ status: 503, defined: true, cause, message },
      data: { problems: [{ place: null, message }] },
    }),
  );
}
