import type { HttpAnswer } from '#engine/executors/http/exchange.ts';
import { isWebUrl, type HttpRequest } from '#engine/executors/http/http-request.ts';
import { redactUrl } from '#shared/domain/redact-url.ts';
import { isSecretName } from '#shared/domain/secret-name.ts';

export type Redirect =
  | { readonly kind: 'none' }
  | { readonly kind: 'follow'; readonly request: HttpRequest }
  | { readonly kind: 'refuse'; readonly reason: string };

const REDIRECTING = [301, 302, 303, 307, 308];
const MAX_REDIRECT_COUNT = 5;

/**
 * Where an answer sends the request on to. A GET follows; a POST never does, because its sender must know
 * where a state was changed, and some of these statuses would turn it into a GET.
 */
export function decideRedirect(
  request: HttpRequest,
  answer: HttpAnswer,
  redirectCount: number,
): Redirect {
  const { location } = answer.headers;
  if (!REDIRECTING.includes(answer.status) || location === undefined) return { kind: 'none' };
  const shown = redactUrl(location);
  if (request.method === 'POST') return refuse(`a POST does not follow to ${shown}`);
  const url = URL.parse(location, request.url.href);
  if (url === null || !isWebUrl(url))
    return refuse(`it points to ${shown}, which is no web address`);
  if (redirectCount >= MAX_REDIRECT_COUNT) {
    return refuse(`this is redirect ${redirectCount + 1}, and would lead to ${shown}`);
  }
  url.hash = '';
  return { kind: 'follow', request: { ...request, url, headers: headersFor(url, request) } };
}

function refuse(reason: string): Redirect {
  return { kind: 'refuse', reason };
}

/** What proves the sender to one origin is nobody else's business. */
function headersFor(url: URL, { url: from, headers }: HttpRequest): HttpRequest['headers'] {
  if (url.origin === from.origin) return headers;
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => name !== 'host' && !isSecretName(name)),
  );
}
