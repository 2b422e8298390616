import type { IncomingMessage } from 'node:http';
import { MAX_BODY_BYTES } from '#server/contract-answer.ts';
import type { HttpRefusal } from '#server/http/http-refusal.ts';
import type { HttpRoute } from '#server/http/http-route.ts';
import { createTokenCheck } from '#server/http/access-token.ts';
import { createAddressCheck } from '#server/http/own-addresses.ts';

export type HttpGate = (request: IncomingMessage, route: HttpRoute) => HttpRefusal | null;

/**
 * The one gate that every request passes, streams and unknown paths included, before anything of its body is
 * read: address, token, method, kind of body. Nothing is open unless `http-route.ts` declares it.
 */
export function createHttpGate(port: number, token: string): HttpGate {
  const decideAddress = createAddressCheck(port);
  const hasToken = createTokenCheck(token);
  return (request, route) => {
    const { authorization } = request.headers;
    const stranger = decideAddress(request);
    if (stranger !== null) return stranger;
    if (!route.isPublic && !hasToken(authorization)) return NO_TOKEN;
    return decideMethod(request, route) ?? decideHeaders(request);
  };
}

const NO_TOKEN: HttpRefusal = {
  status: 401,
  code: 'UNAUTHORIZED',
  message:
    'A token is needed, as `Authorization: Bearer …`: `nightdesk open` opens the console with one.',
  headers: { 'www-authenticate': 'Bearer realm="nightdesk"' },
};

function decideMethod(
  { method = '' }: IncomingMessage,
  { methods }: HttpRoute,
): HttpRefusal | null {
  if (methods.includes(method)) return null;
  const allow = methods.join(', ');
  const message = `This path takes ${methods.join(' and ')}, not ${method}.`;
  return { status: 405, code: 'METHOD_NOT_SUPPORTED', message, headers: { allow } };
}

/** A page elsewhere can send forms and plain text without asking first, but no JSON. */
function decideHeaders({ method, headers, headersDistinct }: IncomingMessage): HttpRefusal | null {
  const contentType = headers['content-type'] ?? 'application/json';
  const isJson = /^application\/json\s*(;|$)/i.test(contentType);
  if (method === 'POST' && (!isJson || 'content-disposition' in headers)) return NOT_JSON;
  if (Number(headers['content-length'] ?? 0) > MAX_BODY_BYTES) return TOO_LARGE;
  const eventIds = headersDistinct['last-event-id'] ?? [];
  return eventIds.every((id) => /^\d{1,15}$/.test(id)) ? null : NO_EVENT_ID;
}

const NOT_JSON: HttpRefusal = {
  status: 415,
  code: 'UNSUPPORTED_MEDIA_TYPE',
  message: 'The body of a request is JSON: send it as `Content-Type: application/json`.',
};

/** A body of unknown length is measured while it is read. */
const TOO_LARGE: HttpRefusal = {
  status: 413,
  code: 'PAYLOAD_TOO_LARGE',
  message: 'The body of a request is at most 16 MB long.',
};

const NO_EVENT_ID: HttpRefusal = {
  status: 400,
  code: 'BAD_REQUEST',
  message: '`Last-Event-ID` is the number of an event.',
};
