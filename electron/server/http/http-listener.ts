import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Caller, ContractAnswer, ContractAnswerOptions } from '#server/contract-answer.ts';
import { createRpcAnswer, defectsTo } from '#server/contract-answer.ts';
import type { InstanceClient } from '#server/instance-client.ts';
import { contractRoutes } from '#server/http/contract-routes.ts';
import { createHttpGate } from '#server/http/http-gate.ts';
import type { HttpRefusal } from '#server/http/http-refusal.ts';
import { refuse } from '#server/http/http-refusal.ts';
import type { HttpRoute } from '#server/http/http-route.ts';
import { routeOf } from '#server/http/http-route.ts';
import { loadOnce } from '#server/http/load-once.ts';
import type { OneTimeCodes } from '#server/http/one-time-codes.ts';
import { SECURITY_HEADERS } from '#server/http/security-headers.ts';
import { createSessionAnswer } from '#server/http/session-answer.ts';
import { createShellAnswer } from '#server/http/shell-answer.ts';
import type { StreamLimitOptions } from '#server/http/stream-limit.ts';
import { createStreamLimit } from '#server/http/stream-limit.ts';

export interface HttpListenerOptions extends ContractAnswerOptions {
  readonly port: number;
  readonly token: string;
  readonly codes: OneTimeCodes;
  /** For the health of the engine. */
  readonly client: InstanceClient;
  /** Whoever has the token is this user. */
  readonly actorName: string;
  readonly consoleFolder: string;
  readonly streams: StreamLimitOptions;
}

type Answer = (request: IncomingMessage, response: ServerResponse, path: string) => Promise<void>;

const NO_OPERATION: HttpRefusal = {
  status: 404,
  code: 'NOT_FOUND',
  message: 'There is no such operation: `/openapi.json` lists all of them.',
};
const NO_ROOM: HttpRefusal = {
  status: 429,
  code: 'TOO_MANY_REQUESTS',
  message: 'Too many event streams are open: close one of them first.',
};
const NO_PATH: HttpRefusal = {
  status: 400,
  code: 'BAD_REQUEST',
  message: 'The path of a request begins with a slash.',
};

/** Answers every request: the gate first, then whatever its path means. */
export function createHttpListener(options: HttpListenerOptions): RequestListener {
  const gate = createHttpGate(options.port, options.token);
  const answers = createAnswers(options);
  const tellDefect = defectsTo(options.onDefect);
  return (request, response) => {
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value);
    const path = pathOf(request);
    const route = routeOf(path ?? '/');
    const refusal = path === null ? NO_PATH : gate(request, route);
    if (path === null || refusal !== null) {
      refuse(response, path ?? '/', refusal ?? NO_PATH);
      return;
    }
    answers[route.kind](request, response, path).catch((error: unknown) => {
      response.destroy();
      tellDefect(error);
    });
  };
}

function createAnswers(options: HttpListenerOptions): Readonly<Record<HttpRoute['kind'], Answer>> {
  const { client, codes, token, actorName, consoleFolder } = options;
  const caller: Caller = { actorName, role: 'admin' };
  const streamPaths = new Set(
    contractRoutes().flatMap(({ isStream, apiPath, rpcPath }) =>
      isStream ? [apiPath, rpcPath] : [],
    ),
  );
  const streams = createStreamLimit(options.streams);
  const answerBy = (answer: ContractAnswer): Answer => {
    return async (request, response, path) => {
      const hasRoom = !streamPaths.has(withoutEnd(path)) || streams.admit(response);
      if (!hasRoom) refuse(response, path, NO_ROOM);
      else if (!(await answer(request, response, caller))) refuse(response, path, NO_OPERATION);
    };
  };
  const shell = createShellAnswer(consoleFolder);
  return {
    rpc: answerBy(createRpcAnswer(options)),
    api: answerBy(loadApiAnswer(options)),
    health: (_request, response) => answerHealth(client, response),
    description: createDescriptionAnswer(),
    session: createSessionAnswer(codes, token),
    shell: async (_request, response, path) => shell(response, path),
  };
}

/** Loaded for the first caller: most engines never have one, and should weigh little. */
function loadApiAnswer(options: ContractAnswerOptions): ContractAnswer {
  const load = loadOnce(async () =>
    (await import('#server/http/api-answer.ts')).createApiAnswer(options),
  );
  return async (...call) => (await load())(...call);
}

function createDescriptionAnswer(): Answer {
  const describe = loadOnce(async () =>
    (await import('#server/http/describe-api.ts')).describeApi(),
  );
  return async (_request, response) => {
    answerJson(response, 200, await describe());
  };
}

async function answerHealth({ instance }: InstanceClient, response: ServerResponse): Promise<void> {
  const { degradedBecause } = await instance.describe();
  if (degradedBecause === null) answerJson(response, 200, JSON.stringify({ status: 'ok' }));
  else answerJson(response, 503, JSON.stringify({ status: 'degraded', because: degradedBecause }));
}

function answerJson(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(body);
}

/** The contract's own handlers find an operation also where slashes follow its path. */
const withoutEnd = (path: string): string => path.replace(/\/+$/, '');

/** As the contract's own handlers read it: dots resolved, the query left out. */
function pathOf({ url = '' }: IncomingMessage): string | null {
  if (!url.startsWith('/')) return null;
  return URL.parse(`http://nightdesk${url}`)?.pathname ?? null;
}
