/*
 * Speaks with the engine of the desktop application. Main sends a port when it is asked for one, and another one each
 * time the engine has started again; whatever is asked for goes over the newest. Until the first port is there a
 * question waits, for the engine is starting; without one after that it is refused as `UNAVAILABLE`, at once.
 */
import { createORPCClient } from '@orpc/client';
import type { NightdeskDesktop } from '#shared/contract/desktop-calls.ts';
import { PORT_MESSAGE } from '#shared/contract/desktop-channels.ts';
import type { EventTargetPort } from '#shared/lib/plain-port.ts';
import type { PortConnection } from '#renderer/data/connect-port.ts';
import { connectPort } from '#renderer/data/connect-port.ts';
import type { InstanceClient } from '#renderer/data/instance-client.ts';

interface PortMessage {
  readonly source: unknown;
  readonly data: unknown;
  readonly ports: readonly EventTargetPort[];
}

/** The part of the page that ports arrive through. */
export interface PortPage {
  addEventListener(type: 'message', listener: (message: PortMessage) => void): void;
}

export function connectDesktop(
  desktop: Pick<NightdeskDesktop, 'connect'>,
  page: PortPage,
): InstanceClient {
  const first = Promise.withResolvers<PortConnection>();
  let newest: PortConnection | null = null;
  page.addEventListener('message', ({ source, data, ports: [port] }) => {
    // Only the preload, in this very page, sends itself ports.
    if (source !== page || !isPortMessage(data) || port === undefined) return;
    newest?.close();
    newest = connectPort(port);
    first.resolve(newest);
  });
  void desktop.connect({});
  return createORPCClient<InstanceClient>({
    async call(path, input, options) {
      const connection = newest ?? (await first.promise);
      return connection.link.call(path, input, options);
    },
  });
}

function isPortMessage(data: unknown): boolean {
  return typeof data === 'object' && data !== null && 'type' in data && data.type === PORT_MESSAGE;
}
