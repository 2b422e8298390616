import {
  changedFields,
  changeLine,
  showDurations,
  showJson,
  showRule,
} from '#shared/domain/change-line.ts';
import type { ConcurrencyLimit, JobDefinition } from '#shared/domain/job.ts';
import { redactArguments, redactSentence } from '#shared/domain/redact-command.ts';
import { redactUrl } from '#shared/domain/redact-url.ts';
import type { RetryPolicy } from '#shared/domain/retry-policy.ts';
import { triggerChanges } from '#shared/domain/trigger-changes.ts';
import { formatDuration } from '#shared/lib/duration.ts';

/** What a change of a job comes to, a line for each field, in the words of a job file: `timeout: 1h → 10m`. */
export function describeJobChanges(before: JobDefinition, after: JobDefinition): readonly string[] {
  return [
    ...requestChanges(before, after),
    ...triggerChanges(before.triggers, after.triggers),
    ...changeLine('overlap', before.overlap, after.overlap),
    ...concurrencyChanges(before.concurrency, after.concurrency),
    ...retryChanges(before.retry, after.retry),
    ...changeLine('timeout', before.timeoutMs, after.timeoutMs, formatDuration),
    ...changeLine('killGrace', before.killGraceMs, after.killGraceMs, formatDuration),
    ...changeLine('expireAfter', before.expireAfterMs, after.expireAfterMs, showExpiry),
    ...changeLine('priority', before.priority, after.priority),
    ...changeLine('idempotent', before.idempotent, after.idempotent),
  ];
}

function requestChanges(before: JobDefinition, after: JobDefinition): readonly string[] {
  return [
    ...changeLine('name', before.name, after.name),
    ...changeLine('method', before.method, after.method),
    ...changeLine('target', before.target, after.target, redactUrl),
    ...changeLine('args', before.args, after.args, (args) => showJson(redactArguments(args))),
    ...changeLine('script', before.script ?? undefined, after.script ?? undefined, showScript),
    ...changeLine('cwd', before.cwd, after.cwd, (folder) => folder ?? 'home folder'),
    ...changedFields('env', before.env, after.env),
    ...changedFields('headers', before.headers, after.headers),
    ...changeLine('effect', before.effect, after.effect, showJson),
    ...changedFields('input', before.input, after.input),
    ...changeLine(
      'inputSchema',
      before.inputSchema ?? undefined,
      after.inputSchema ?? undefined,
      showJson,
    ),
  ];
}

function concurrencyChanges(
  before: readonly ConcurrencyLimit[],
  after: readonly ConcurrencyLimit[],
): readonly string[] {
  const keys = [...new Set([...before, ...after].map(({ key }) => key))];
  const limitOf = (limits: readonly ConcurrencyLimit[], key: string) =>
    limits.find((limit) => limit.key === key)?.limit;
  return keys.flatMap((key) =>
    changeLine(
      `concurrency ${JSON.stringify(key)}`,
      limitOf(before, key),
      limitOf(after, key),
      (limit) => `limit ${limit}`,
    ),
  );
}

function retryChanges(before: RetryPolicy, after: RetryPolicy): readonly string[] {
  return [
    ...changeLine('retry.maxAttempts', before.maxAttempts, after.maxAttempts),
    ...changeLine('retry.backoff', before.backoff, after.backoff),
    ...changeLine('retry.delays', before.delaysMs, after.delaysMs, showDurations),
    ...changeLine('retry.factor', before.factor, after.factor),
    ...changeLine('retry.jitter', before.jitter, after.jitter),
    ...changeLine('retry.retryOn', before.retryOn, after.retryOn, showRule),
    ...changeLine('retry.noRetryOn', before.noRetryOn, after.noRetryOn, showRule),
    ...changeLine('retry.onExhausted', before.onExhausted, after.onExhausted),
    ...(['initialDelay', 'maxDelay', 'maxElapsed'] as const).flatMap((name) =>
      changeLine(`retry.${name}`, before[`${name}Ms`], after[`${name}Ms`], formatDuration),
    ),
  ];
}

function showScript(script: string): string {
  const lines = script.trim().split('\n');
  return lines.length === 1 ? showJson(redactSentence(lines[0] ?? '')) : `${lines.length} lines`;
}

function showExpiry(expireAfterMs: number | null): string {
  return expireAfterMs === null ? 'never' : formatDuration(expireAfterMs);
}
