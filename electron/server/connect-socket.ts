import { once } from 'node:events';
import { Agent, request as httpRequest } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/fetch';
import type { InstanceClient } from '#server/instance-client.ts';
import { Refusal } from '#shared/domain/refusal.ts';
import { CONSOLE_URL_PATH } from '#server/console-url-path.ts';
import { socketPathOf } from '#engine/socket-path.ts';

export interface Connection {
  readonly client: InstanceClient;
  /** Where the console is, with a new one-time code; `null` where none is served. */
  newConsoleUrl(): Promise<string | null>;
  close(): void;
}

/** An engine that is alive begins to answer at once; a stream may then stay silent for ever. */
const FIRST_ANSWER_MS = 60_000;

/**
 * Speaks with the engine of a data folder. Nothing is opened before the first call. Node's own HTTP client
 * is at home on sockets and there at once; loading another one would take longer than most commands.
 */
export function connectSocket(dataFolder: string): Connection {
  const socketPath = socketPathOf(dataFolder, 'engine');
  const agent = new Agent({ keepAlive: true });
  const ask = async (request: Request): Promise<Response> => {
    try {
      return await send(request, socketPath, agent);
    } catch (error) {
      throw toConnectionRefusal(error, dataFolder);
    }
  };
  const link = new RPCLink({ url: 'http://nightdesk/rpc', fetch: ask });
  return {
    client: createORPCClient<InstanceClient>(link),
    async newConsoleUrl() {
      const answer = await ask(new Request(`http://nightdesk${CONSOLE_URL_PATH}`));
      return ((await answer.json()) as { readonly url: string | null }).url;
    },
    close: () => agent.destroy(),
  };
}

async function send(request: Request, socketPath: string, agent: Agent): Promise<Response> {
  const { method, signal, url } = request;
  const { pathname: path } = new URL(url);
  const body = await request.text();
  const headers = Object.fromEntries(request.headers);
  const exchange = httpRequest({ socketPath, agent, path, method, headers, signal });
  // An abort after the answer has begun is told by the answer's own stream.
  exchange.on('error', () => undefined);
  exchange.setTimeout(FIRST_ANSWER_MS, () => exchange.destroy(new SilenceError()));
  exchange.end(body);
  const [answer] = (await once(exchange, 'response')) as [IncomingMessage];
  exchange.setTimeout(0);
  return toResponse(answer);
}

function toResponse(answer: IncomingMessage): Response {
  const headers = Object.entries(answer.headers).map(([name, value]): [string, string] => [
    name,
    String(value),
  ]);
  return new Response(Readable.toWeb(answer), { status: answer.statusCode ?? 500, headers });
}

/** Nothing came back for as long as an engine that is alive could need. */
class SilenceError extends Error {
  readonly code = 'ETIMEDOUT';
}

/** A broken connection as a refusal with a way out; anything else stays what it is. */
export function toConnectionRefusal(error: unknown, dataFolder: string): unknown {
  switch (systemCode(error)) {
    case 'ENOENT':
    case 'ECONNREFUSED':
    case 'ENOTDIR':
      return new Refusal(
        'unavailable',
        `no engine runs on the data folder ${dataFolder}: start one with \`nightdesk serve\``,
      );
    case 'EACCES':
    case 'EPERM':
      return new Refusal('not_permitted', `the engine of ${dataFolder} belongs to another user`);
    case 'ETIMEDOUT':
      return new Refusal(
        'unavailable',
        `the engine of ${dataFolder} does not answer: see \`nightdesk doctor\``,
      );
    case 'ECONNRESET':
    case 'EPIPE':
      return new Refusal(
        'unavailable',
        `the engine of ${dataFolder} ended before it had answered: see \`nightdesk doctor\``,
      );
    default:
      return error;
  }
}

function systemCode(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  if ('code' in error && typeof error.code === 'string') return error.code;
  return systemCode(error.cause);
}
