import { commandText } from '#shared/domain/command-text.ts';
import type { ConcurrencyLimit, JobDefinition } from '#shared/domain/job.ts';
import { redactInput } from '#shared/domain/redact-input.ts';
import { redactUrl } from '#shared/domain/redact-url.ts';
import { renderHeader, renderTarget } from '#shared/domain/render-target.ts';
import type { RenderedTarget } from '#shared/domain/render-target.ts';
import { isHttpTarget } from '#shared/domain/target-scheme.ts';
import { renderTemplate, toText } from '#shared/domain/template.ts';
import type { JsonObject } from '#shared/lib/json.ts';
import { oneLine } from '#shared/lib/one-line.ts';
import { shorten } from '#shared/lib/shorten.ts';

/** What is sent: the part of a request that an executor needs. */
export interface SentRequest extends RenderedTarget {
  /** As they are sent, secrets included. */
  readonly headers: Readonly<Record<string, string>>;
}

/** A concurrency key as one input renders it, and the template that it is made from. */
export interface RenderedKey extends ConcurrencyLimit {
  readonly template: string;
}

/** A job's templates filled in with one input. */
export interface RenderedRequest extends SentRequest {
  /** The whole request on one line, secrets masked, at most 2,000 characters: what a person reads, copies and searches. */
  readonly requestLine: string;
  /** At most 1,000 characters on one line. */
  readonly effect: string;
  /** Each key once, with the lowest limit that the job gives it. */
  readonly concurrencyKeys: readonly RenderedKey[];
}

const MAX_LINE_LENGTH = 2_000;
const MAX_EFFECT_LENGTH = 1_000;

/** Renders the request that a run of the job with this input is; refuses an input that lacks a field of a template. */
export function renderRequest(definition: JobDefinition, input: JsonObject): RenderedRequest {
  const sent = renderSentRequest(definition, input);
  const effect = renderTemplate(definition.effect, input, { purpose: 'the effect' });
  return {
    ...sent,
    requestLine: shorten(oneLine(requestLine(definition, sent, input)), MAX_LINE_LENGTH),
    effect: shorten(oneLine(effect), MAX_EFFECT_LENGTH),
    concurrencyKeys: renderKeys(definition.concurrency, input),
  };
}

/** Renders only what is sent; for a run whose request was rendered before, it cannot refuse. */
export function renderSentRequest(definition: JobDefinition, input: JsonObject): SentRequest {
  const { target, inputInTarget } = renderTarget(definition.target, input);
  const headers = Object.entries(definition.headers).map(
    ([name, template]) => [name, renderHeader(name, template, input)] as const,
  );
  return { target, inputInTarget, headers: Object.fromEntries(headers) };
}

function requestLine(
  definition: JobDefinition,
  { target, inputInTarget }: RenderedTarget,
  input: JsonObject,
): string {
  const { method } = definition;
  const rest = Object.entries(input).filter(([name]) => !inputInTarget.includes(name));
  const fields = redactInput(Object.fromEntries(rest));
  const isHttp = isHttpTarget(target);
  const shownTarget = isHttp ? redactUrl(target) : commandText(definition);
  if (rest.length === 0) return `${method} ${shownTarget}`;
  if (method === 'POST') return `${method} ${shownTarget} ${JSON.stringify(fields)}`;
  const separator = isHttp && target.includes('?') ? '&' : '?';
  return `${method} ${shownTarget}${separator}${toQuery(fields)}`;
}

function toQuery(fields: JsonObject): string {
  const encode = (text: string) => encodeURIComponent(text.toWellFormed());
  return Object.entries(fields)
    .map(([name, value]) => `${encode(name)}=${encode(toText(value))}`)
    .join('&');
}

function renderKeys(
  limits: readonly ConcurrencyLimit[],
  input: JsonObject,
): readonly RenderedKey[] {
  const lowest = new Map<string, RenderedKey>();
  for (const { key: template, limit } of limits) {
    const key = renderTemplate(template, input, { purpose: 'a concurrency key' });
    if (limit < (lowest.get(key)?.limit ?? Infinity)) lowest.set(key, { key, limit, template });
  }
  return [...lowest.values()];
}
