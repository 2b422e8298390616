import type { ServerResponse } from 'node:http';
import { RPC_PREFIX } from '#server/contract-answer.ts';

/** An answer that is given before the contract is asked. */
export interface HttpRefusal {
  readonly status: number;
  readonly code: string;
  /** One sentence for a person. */
  readonly message: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Answers with an error in the contract's form, in the dialect that the caller of this path reads. */
export function refuse(response: ServerResponse, path: string, refusal: HttpRefusal): void {
  const { status, code, message, headers = {} } = refusal;
  const error = { defined: false, code, status, message };
  const isRpc = path.startsWith(`${RPC_PREFIX}/`);
  const body = JSON.stringify(isRpc ? { json: error, meta: [] } : error);
  // What the caller is still sending is not read, so the connection cannot be used again.
  response.writeHead(status, {
    ...headers,
    'content-type': 'application/json',
    connection: 'close',
  });
  response.end(body);
}
