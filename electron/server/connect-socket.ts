import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/fetch';
import { Agent, fetch } from 'undici';
import type { InstanceClient } from '#server/instance-client.ts';
import { Refusal } from '#shared/domain/refusal.ts';
import { socketPathOf } from '#engine/socket-path.ts';

export interface Connection {
  readonly client: InstanceClient;
  close(): Promise<void>;
}

/** An engine that is alive begins to answer at once; a stream may then stay silent for ever. */
const FIRST_ANSWER_MS = 60_000;
const NEVER = 0;

/** Speaks with the engine of a data folder. Nothing is opened before the first call. */
export function connectSocket(dataFolder: string): Connection {
  const agent = new Agent({
    connect: { socketPath: socketPathOf(dataFolder, 'engine') },
    headersTimeout: FIRST_ANSWER_MS,
    bodyTimeout: NEVER,
  });
  const link = new RPCLink({
    url: 'http://nightdesk/rpc',
    fetch: (request) => send(request, agent, dataFolder),
  });
  return { client: createORPCClient<InstanceClient>(link), close: () => agent.destroy() };
}

/** The package's own fetch is the one that takes an agent. Its classes are not Node's, so both ways are copied. */
async function send(request: Request, agent: Agent, dataFolder: string): Promise<Response> {
  const { method, signal, url } = request;
  const headers = Object.fromEntries(request.headers);
  const body = method === 'GET' ? null : await request.text();
  try {
    const answer = await fetch(url, { method, headers, signal, body, dispatcher: agent });
    const { status } = answer;
    return new Response(answer.body, { status, headers: Object.fromEntries(answer.headers) });
  } catch (error) {
    throw toConnectionRefusal(error, dataFolder);
  }
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
    case 'UND_ERR_HEADERS_TIMEOUT':
      return new Refusal(
        'unavailable',
        `the engine of ${dataFolder} does not answer: see \`nightdesk doctor\``,
      );
    case 'ECONNRESET':
    case 'EPIPE':
    case 'UND_ERR_SOCKET':
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
