import type { IncomingMessage, ServerResponse } from 'node:http';
import type { HttpRefusal } from '#server/http/http-refusal.ts';
import { refuse } from '#server/http/http-refusal.ts';
import type { OneTimeCodes } from '#server/http/one-time-codes.ts';

const MAX_BODY_BYTES = 4_096;

/** Answers with the token to whoever brings a one-time code: that is how the page of a printed URL comes in. */
export function createSessionAnswer(codes: OneTimeCodes, token: string) {
  return async (
    request: IncomingMessage,
    response: ServerResponse,
    path: string,
  ): Promise<void> => {
    const code = toCode(await readText(request));
    const redemption = code === null ? null : codes.redeem(code);
    if (redemption === 'accepted') {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ token }));
    } else refuse(response, path, refusalOf(redemption));
  };
}

function refusalOf(redemption: 'refused' | 'too_many' | null): HttpRefusal {
  switch (redemption) {
    case null:
      return {
        status: 400,
        code: 'BAD_REQUEST',
        message: 'A JSON object with a `code` is needed.',
      };
    case 'refused':
      return {
        ...{ status: 403, code: 'FORBIDDEN' },
        message: 'This code was used before, or is too old: `nightdesk open` gives a new one.',
      };
    case 'too_many':
      return {
        ...{ status: 429, code: 'TOO_MANY_REQUESTS', headers: { 'retry-after': '60' } },
        message: 'Too many wrong codes came: wait a minute, then run `nightdesk open`.',
      };
  }
}

/** `null` if it is longer than any code. */
async function readText(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let byteCount = 0;
  // Else the socket would go with the rest of the body, and the answer with it.
  const body: AsyncIterable<Buffer> = request.iterator({ destroyOnReturn: false });
  for await (const chunk of body) {
    byteCount += chunk.length;
    if (byteCount > MAX_BODY_BYTES) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function toCode(text: string | null): string | null {
  try {
    const { code } = JSON.parse(text ?? '{}') as { readonly code?: unknown };
    return typeof code === 'string' ? code : null;
  } catch {
    return null;
  }
}
