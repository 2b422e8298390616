import type { AttemptRequest } from '#engine/core/executor.ts';
import type { Method } from '#shared/domain/method.ts';
import { toText } from '#shared/domain/template.ts';
import type { JsonObject } from '#shared/lib/json.ts';

/** One request as it is sent. */
export interface HttpRequest {
  readonly method: Method;
  /** Without user and password, which travel as a header. */
  readonly url: URL;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

/** What goes over the wire for an attempt; `null` if its target is no URL of the web. */
export function parseHttpRequest(request: AttemptRequest, userAgent: string): HttpRequest | null {
  const url = URL.parse(request.target);
  if (url === null || !isWebUrl(url)) return null;
  const headers = toHeaders(request, url, userAgent);
  url.username = url.password = url.hash = '';
  const fields = fieldsToSend(request);
  if (request.method === 'POST') {
    return { method: 'POST', url, headers, body: JSON.stringify(fields) };
  }
  appendQuery(url, fields);
  return { method: 'GET', url, headers, body: null };
}

/** Whether this executor may send a request there, at first or on a redirect. */
export function isWebUrl(url: URL): boolean {
  return url.protocol === 'http:' || url.protocol === 'https:';
}

function fieldsToSend({ input, inputInTarget }: AttemptRequest): JsonObject {
  return Object.fromEntries(
    Object.entries(input).filter(([name]) => !inputInTarget.includes(name)),
  );
}

/** Leaves the target's own query as it was written: its spelling may be part of a signature. */
function appendQuery(url: URL, fields: JsonObject): void {
  const parameters = Object.entries(fields).map(
    ([name, value]) => `${encoded(name)}=${encoded(toText(value))}`,
  );
  url.search = [url.search.slice(1), ...parameters].filter((part) => part !== '').join('&');
}

function encoded(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}

/** Later ones win: what a job may choose, what it chose, and what is the engine's alone to say. */
function toHeaders(request: AttemptRequest, url: URL, userAgent: string): Record<string, string> {
  return {
    accept: '*/*',
    'user-agent': userAgent,
    ...(request.method === 'POST' && { 'content-type': 'application/json' }),
    ...basicAuthorization(url),
    ...chosenHeaders(request.headers),
    'idempotency-key': request.idempotencyKey,
    ...circumstances(request),
  };
}

function circumstances(request: AttemptRequest): Record<string, string> {
  return {
    'nightdesk-run-id': request.runId,
    'nightdesk-attempt': String(request.attemptNumber),
    'nightdesk-origin': request.origin,
    'nightdesk-late-by-ms': String(request.lateByMs),
    'nightdesk-coalesced-count': String(request.coalescedCount),
    ...(request.nominalAt !== null && {
      'nightdesk-nominal-time': new Date(request.nominalAt).toISOString(),
    }),
  };
}

/** Without a length of the body: that is counted, and a wrong one would only fail once connected. */
function chosenHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers)
      .map(([name, value]) => [name.toLowerCase(), value] as const)
      .filter(([name]) => name !== 'content-length'),
  );
}

function basicAuthorization({ username, password }: URL): Record<string, string> {
  if (username === '' && password === '') return {};
  const credentials = `${percentDecoded(username)}:${percentDecoded(password)}`;
  return { authorization: `Basic ${Buffer.from(credentials).toString('base64')}` };
}

/** A URL may hold a bare `%`, which then stands for itself. */
function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
