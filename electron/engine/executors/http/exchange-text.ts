import type { HttpAnswer } from '#engine/executors/http/exchange.ts';
import type { HttpRequest } from '#engine/executors/http/http-request.ts';
import { redactUrl } from '#shared/domain/redact-url.ts';
import { isSecretName, MASK } from '#shared/domain/secret-name.ts';

/** `GET https://crm.local/orders?page=2`, secrets masked. */
export function toRequestLine({ method, url }: HttpRequest): string {
  return `${method} ${redactUrl(url.href)}`;
}

/** `503 Service Unavailable`. */
export function toStatusLine({ status, reason }: HttpAnswer): string {
  return `${status} ${reason}`.trim();
}

/** What an attempt's log says before a body: status line, headers with secrets masked, and an empty line. */
export function toAnswerHead(answer: HttpAnswer): string {
  const lines = Object.entries(answer.headers).flatMap(([name, value]) =>
    [value ?? []].flat().map((text) => `${name}: ${toShownValue(name, text)}`),
  );
  return [toStatusLine(answer), ...lines, '', ''].join('\n');
}

function toShownValue(name: string, value: string): string {
  return isSecretName(name) ? MASK : redactUrl(value);
}

/** What an error of a connection says; where several addresses were tried, what each of them came to. */
export function toErrorText(error: Error): string {
  const errors: readonly unknown[] = error instanceof AggregateError ? error.errors : [error];
  const texts = errors.map((each) => (each instanceof Error ? each.message : String(each)));
  return [...new Set(texts)].filter((text) => text !== '').join(', ') || error.name;
}
