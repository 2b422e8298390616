import { once } from 'node:events';
import { chmodSync, lstatSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import { dirname } from 'node:path';
import { ORPCError, onError } from '@orpc/server';
import { BodyLimitPlugin, RPCHandler } from '@orpc/server/node';
import { Refusal } from '#shared/domain/refusal.ts';
import type { Engine } from '#engine/compose-engine.ts';

export interface SocketServerOptions {
  readonly router: Engine['router'];
  /** A file that only this user can reach, or a named pipe. */
  readonly socketPath: string;
  /** Whoever can open the socket is this user. */
  readonly actorName: string;
  /** A defect of ours behind an answer that tells no details. */
  readonly onDefect: (error: unknown) => void;
}

export interface SocketServer {
  /** Lets answers that are on their way arrive, then closes every connection. */
  close(): Promise<void>;
}

const MAX_BODY_BYTES = 16 * 1024 * 1024;
const MAX_CONNECTIONS = 256;
const LAST_ANSWERS_MS = 1_000;
const isWindows = process.platform === 'win32';

/** Answers the contract on a socket that only its owner can open. The caller holds the data folder's lock. */
export async function listenOnSocket(options: SocketServerOptions): Promise<SocketServer> {
  const { socketPath } = options;
  if (!isWindows) makeRoom(socketPath);
  const server = createServer(createListener(options));
  server.maxConnections = MAX_CONNECTIONS;
  server.listen(socketPath);
  try {
    await once(server, 'listening');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Refusal('unavailable', `the socket ${socketPath} cannot be opened: ${reason}`);
  }
  if (!isWindows) chmodSync(socketPath, 0o600);
  return { close: () => closeServer(server) };
}

function createListener({ router, actorName, onDefect }: SocketServerOptions): RequestListener {
  const tell = (error: unknown) => {
    if (isDefect(error)) onDefect(error);
  };
  const handler = new RPCHandler(router, {
    plugins: [new BodyLimitPlugin({ maxBodySize: MAX_BODY_BYTES })],
    interceptors: [onError(tell)],
  });
  const answer: RequestListener = (request, response) => {
    const answered = handler.handle(request, response, { prefix: '/rpc', context: { actorName } });
    answered.then(
      ({ matched }) => {
        if (!matched) response.writeHead(404).end();
      },
      (error: unknown) => {
        response.destroy();
        tell(error);
      },
    );
  };
  return answer;
}

/** What the contract answers is none, and neither is a caller that hangs up in the middle of a request. */
function isDefect(error: unknown): boolean {
  if (error instanceof ORPCError) return false;
  const code = error instanceof Error && 'code' in error ? error.code : null;
  return code !== 'ECONNRESET' && code !== 'EPIPE';
}

/** A socket file of an engine that was killed is in the way; nobody listens on it, for the lock is ours. */
function makeRoom(socketPath: string): void {
  const folder = dirname(socketPath);
  if ((statSync(folder).mode & 0o022) !== 0) {
    throw new Refusal(
      'not_permitted',
      `others may write to ${folder}, which holds the engine's socket: run \`chmod 700 ${folder}\` first`,
    );
  }
  const found = lstatSync(socketPath, { throwIfNoEntry: false });
  if (found === undefined) return;
  if (!found.isSocket()) {
    throw new Refusal(
      'conflict',
      `${socketPath} is in the way of the engine's socket: move it away`,
    );
  }
  rmSync(socketPath);
}

async function closeServer(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  const patience = setTimeout(() => server.closeAllConnections(), LAST_ANSWERS_MS);
  await closed;
  clearTimeout(patience);
}
