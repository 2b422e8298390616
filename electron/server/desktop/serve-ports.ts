import { ORPCError, onError } from '@orpc/server';
import { RPCHandler } from '@orpc/server/message-port';
import type { EmitterPort, EventTargetPort, PlainPort } from '#shared/lib/plain-port.ts';
import { toPlainPort } from '#shared/lib/plain-port.ts';
import type { Engine } from '#engine/compose-engine.ts';
import { toCheckedPort } from '#server/desktop/checked-port.ts';
import { PLAIN_ANSWERS } from '#server/plain-answers.ts';

export interface PortServerOptions {
  readonly router: Engine['router'];
  /** Whoever can start the desktop application is this user. */
  readonly actorName: string;
  /** A defect of ours behind an answer that tells no details. */
  readonly onDefect: (error: unknown) => void;
}

export interface PortServer {
  /** Answers the contract on a port until either side closes it. */
  accept(port: EmitterPort | EventTargetPort): void;
  /** Closes every port; what is on its way stays unanswered, and its caller is told so. */
  close(): void;
}

/** Answers the contract on message ports: one a window. */
export function servePorts({ router, actorName, onDefect }: PortServerOptions): PortServer {
  const open = new Set<PlainPort>();
  const tell = (error: unknown) => {
    if (!(error instanceof ORPCError)) onDefect(error);
  };
  const handler = new RPCHandler(router, {
    ...PLAIN_ANSWERS,
    interceptors: [onError(tell)],
    experimental_transfer: ([, , payload]) => (isWholeAnswer(payload) ? [] : null),
  });
  return {
    accept(port) {
      const plain = toPlainPort(port);
      open.add(plain);
      plain.onDisconnect.addListener(() => open.delete(plain));
      handler.upgrade(toCheckedPort(plain), { context: { actorName } });
    },
    close() {
      for (const port of open) port.close();
    },
  };
}

/** What is whole goes over the port as it is, which costs less than a text; a stream's begin and events go as text. */
function isWholeAnswer(payload: unknown): boolean {
  const { body } = (payload ?? {}) as { readonly body?: unknown };
  return typeof body === 'object' && body !== null && !(Symbol.asyncIterator in body);
}
