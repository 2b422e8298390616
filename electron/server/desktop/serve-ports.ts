import type { EmitterPort, EventTargetPort, PlainPort } from '#shared/lib/plain-port.ts';
import { toPlainPort } from '#shared/lib/plain-port.ts';
import type { Engine } from '#engine/compose-engine.ts';
import { defectsTo } from '#server/contract-answer.ts';
import { operationsOf } from '#server/desktop/operations-of.ts';
import { servePort } from '#server/desktop/serve-port.ts';

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
  const operations = operationsOf(router, actorName);
  return {
    accept(port) {
      const plain = toPlainPort(port);
      open.add(plain);
      plain.onClosed(() => open.delete(plain));
      servePort({ port: plain, operations, onDefect: defectsTo(onDefect) });
    },
    close() {
      for (const port of open) port.close();
    },
  };
}
