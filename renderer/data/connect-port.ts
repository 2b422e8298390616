import { createORPCClient } from '@orpc/client';
import type { ClientContext, ClientLink } from '@orpc/client';
import type { EmitterPort, EventTargetPort } from '#shared/lib/plain-port.ts';
import { toPlainPort } from '#shared/lib/plain-port.ts';
import type { InstanceClient } from '#renderer/data/instance-client.ts';
import { createPortLink } from '#renderer/data/port-link.ts';

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
  const link = createPortLink(plain);
  plain.onClosed(() => closing.resolve(undefined));
  return { link, client: createORPCClient(link), closed: closing.promise, close: plain.close };
}
