import type { IncomingMessage, ServerResponse } from 'node:http';
import { ORPCError, onError } from '@orpc/server';
import { BodyLimitPlugin, RPCHandler } from '@orpc/server/node';
import type { Engine } from '#engine/compose-engine.ts';
import { PLAIN_ANSWERS } from '#server/plain-answers.ts';

/** Who calls, as whoever accepted the connection knows; never what the caller says. */
export interface Caller {
  readonly actorName: string;
  /** Whoever can read the owner's files is the owner. */
  readonly role: 'admin';
}

/** Answers one request of the contract; `false` if there is no such operation. */
export type ContractAnswer = (
  request: IncomingMessage,
  response: ServerResponse,
  caller: Caller,
) => Promise<boolean>;

export interface ContractAnswerOptions {
  readonly router: Engine['router'];
  /** A defect of ours behind an answer that tells no details. */
  readonly onDefect: (error: unknown) => void;
}

export const RPC_PREFIX = '/rpc';
export const MAX_BODY_BYTES = 16 * 1024 * 1024;

/** The contract in the form that our own clients speak. */
export function createRpcAnswer({ router, onDefect }: ContractAnswerOptions): ContractAnswer {
  const handler = new RPCHandler(router, {
    ...PLAIN_ANSWERS,
    plugins: [new BodyLimitPlugin({ maxBodySize: MAX_BODY_BYTES })],
    interceptors: [onError(defectsTo(onDefect))],
  });
  return async (request, response, context) => {
    const { matched } = await handler.handle(request, response, { prefix: RPC_PREFIX, context });
    return matched;
  };
}

/** Passes on what is a defect of ours. */
export function defectsTo(onDefect: (error: unknown) => void): (error: unknown) => void {
  return (error) => {
    if (isDefect(error)) onDefect(error);
  };
}

/** What the contract answers is none, and neither is a caller that hangs up in the middle of a request. */
function isDefect(error: unknown): boolean {
  if (error instanceof ORPCError) return false;
  const code = error instanceof Error && 'code' in error ? error.code : null;
  return code !== 'ECONNRESET' && code !== 'EPIPE';
}
