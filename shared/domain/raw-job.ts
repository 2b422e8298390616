import { defaultEffect } from '#shared/domain/default-effect.ts';
import { defaultOverlap } from '#shared/domain/job.ts';
import type { JobDefinition } from '#shared/domain/job.ts';
import type { Method } from '#shared/domain/method.ts';
import { toRawTrigger, written } from '#shared/domain/raw-trigger.ts';
import { defaultRetryPolicy } from '#shared/domain/retry-policy.ts';
import type { RetryPolicy } from '#shared/domain/retry-policy.ts';
import { formatDuration } from '#shared/lib/duration.ts';
import type { Json, JsonObject } from '#shared/lib/json.ts';

/** One for each field: a field that cannot be written would be lost. */
type Writers = {
  readonly [Field in keyof JobDefinition]: (
    definition: JobDefinition,
  ) => Readonly<Record<string, Json | undefined>>;
};

const WRITERS: Writers = {
  name: ({ name }) => ({ name }),
  method: ({ method }) => ({ method }),
  target: ({ target }) => ({ target }),
  args: ({ args }) => ({ args: args.length === 0 ? undefined : [...args] }),
  script: ({ script }) => ({ script: script ?? undefined }),
  cwd: ({ cwd }) => ({ cwd: cwd ?? undefined }),
  env: ({ env }) => ({ env: filled(env) }),
  headers: ({ headers }) => ({ headers: filled(headers) }),
  effect: (job) => ({
    effect: job.effect === defaultEffect(job.method, job) ? undefined : job.effect,
  }),
  input: ({ input }) => ({ input: filled(input) }),
  inputSchema: ({ inputSchema }) => ({ inputSchema: inputSchema ?? undefined }),
  triggers: ({ triggers }) => ({
    triggers: triggers.length === 0 ? undefined : triggers.map(toRawTrigger),
  }),
  overlap: ({ overlap, method }) => ({
    overlap: overlap === defaultOverlap(method) ? undefined : overlap,
  }),
  concurrency: ({ concurrency }) => ({
    concurrency: concurrency.length === 0 ? undefined : concurrency.map((limit) => ({ ...limit })),
  }),
  retry: ({ retry, method }) => ({ retry: filled(rawRetry(retry, method)) }),
  timeoutMs: ({ timeoutMs }) => ({ timeout: duration(timeoutMs, 3_600_000) }),
  killGraceMs: ({ killGraceMs }) => ({ killGrace: duration(killGraceMs, 10_000) }),
  expireAfterMs: ({ expireAfterMs }) => ({
    expireAfter: expireAfterMs === null ? undefined : formatDuration(expireAfterMs),
  }),
  priority: ({ priority }) => ({ priority: priority === 0 ? undefined : priority }),
  idempotent: ({ idempotent }) => ({ idempotent: idempotent ? true : undefined }),
};

/**
 * A job as a job file holds it: reading it again gives the same definition. What is as by default is left out;
 * references to secrets stay references.
 */
export function toRawJob(definition: JobDefinition): JsonObject {
  const fields = Object.values(WRITERS).map((write) => write(definition));
  return written(Object.assign({}, ...fields) as Record<string, Json | undefined>);
}

function rawRetry(retry: RetryPolicy, method: Method): JsonObject {
  const usual = defaultRetryPolicy(method);
  const isOfList = retry.backoff === 'list';
  return written({
    maxAttempts: unlessUsual(retry.maxAttempts, usual.maxAttempts),
    backoff: isOfList ? undefined : unlessUsual(retry.backoff, usual.backoff),
    delays: isOfList ? retry.delaysMs.map(formatDuration) : undefined,
    ...(retry.backoff !== 'list' && {
      initialDelay: duration(retry.initialDelayMs, usual.initialDelayMs),
    }),
    ...(retry.backoff === 'exponential' && {
      factor: unlessUsual(retry.factor, usual.factor),
      maxDelay: duration(retry.maxDelayMs, usual.maxDelayMs),
    }),
    jitter: unlessUsual(retry.jitter, usual.jitter),
    maxElapsed: duration(retry.maxElapsedMs, usual.maxElapsedMs),
    retryOn: retry.retryOn === null ? undefined : [...retry.retryOn],
    noRetryOn: retry.noRetryOn.length === 0 ? undefined : [...retry.noRetryOn],
    onExhausted: unlessUsual(retry.onExhausted, usual.onExhausted),
  });
}

function unlessUsual<Value extends Json>(value: Value, usual: Value): Value | undefined {
  return value === usual ? undefined : value;
}

function duration(ms: number, usualMs: number): string | undefined {
  return ms === usualMs ? undefined : formatDuration(ms);
}

function filled(fields: JsonObject): JsonObject | undefined {
  return Object.keys(fields).length === 0 ? undefined : { ...fields };
}
