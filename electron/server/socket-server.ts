import { once } from 'node:events';
import { chmodSync, lstatSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { dirname } from 'node:path';
import { Refusal } from '#shared/domain/refusal.ts';
import { closeServer } from '#server/close-server.ts';
import { CONSOLE_URL_PATH } from '#server/console-url-path.ts';
import type { Caller, ContractAnswerOptions } from '#server/contract-answer.ts';
import { createRpcAnswer, defectsTo } from '#server/contract-answer.ts';

export interface SocketServerOptions extends ContractAnswerOptions {
  /** A file that only this user can reach, or a named pipe. */
  readonly socketPath: string;
  /** Whoever can open the socket is this user. */
  readonly actorName: string;
  /** Where the console is, with a new one-time code; left out where none is served. */
  readonly newConsoleUrl?: (() => string) | undefined;
}

export interface SocketServer {
  /** Lets answers that are on their way arrive, then closes every connection. */
  close(): Promise<void>;
}

const MAX_CONNECTIONS = 256;
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

function createListener(options: SocketServerOptions): RequestListener {
  const { actorName, onDefect, newConsoleUrl } = options;
  const answerRpc = createRpcAnswer(options);
  const tellDefect = defectsTo(onDefect);
  const caller: Caller = { actorName, role: 'admin' };
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    if (request.url === CONSOLE_URL_PATH) answerUrl(response, newConsoleUrl?.() ?? null);
    else if (!(await answerRpc(request, response, caller))) response.writeHead(404).end();
  };
  return (request, response) => {
    answer(request, response).catch((error: unknown) => {
      response.destroy();
      tellDefect(error);
    });
  };
}

/** Whoever can open the socket may open the console. */
function answerUrl(response: ServerResponse, url: string | null): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ url }));
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
