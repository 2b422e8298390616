import { isFailurePattern } from '#shared/domain/failure-class.ts';
import type { FailurePattern } from '#shared/domain/failure-class.ts';
import type { Method } from '#shared/domain/method.ts';
import { readFields, refuse } from '#shared/domain/raw-field.ts';
import type { RawField, RawFields } from '#shared/domain/raw-field.ts';
import {
  readChoice,
  readDuration,
  readInteger,
  readList,
  readNumber,
  readText,
} from '#shared/domain/read-value.ts';
import {
  BACK_OFFS,
  defaultRetryPolicy,
  JITTERS,
  ON_EXHAUSTED,
} from '#shared/domain/retry-policy.ts';
import type { BackOff, RetryPolicy } from '#shared/domain/retry-policy.ts';
import { didYouMean } from '#shared/lib/did-you-mean.ts';
import { formatDuration } from '#shared/lib/duration.ts';
import { quoted } from '#shared/lib/quoted.ts';

const MAX_ATTEMPTS = 1_000;
const FAILURE_WORDS = [
  ...['network', 'no_answer', 'timeout', 'signal', 'spawn', 'lost', 'error', 'exit'],
  ...['exit:1', 'http:4xx', 'http:5xx', 'http:429', 'http:503'],
];

/** Which delays each back-off is made from. */
const DELAY_FIELDS: Readonly<Record<BackOff, readonly string[]>> = {
  fixed: ['initialDelay'],
  exponential: ['initialDelay', 'factor', 'maxDelay'],
  list: ['delays'],
};

const KNOWN_FIELDS = [
  ...['maxAttempts', 'backoff', 'jitter', 'maxElapsed', 'retryOn', 'noRetryOn', 'onExhausted'],
  ...new Set(Object.values(DELAY_FIELDS).flat()),
];

/** Reads a retry policy over the defaults of the job's method. */
export function parseRetryPolicy(field: RawField | null, method: Method): RetryPolicy {
  const defaults = defaultRetryPolicy(method);
  const fields = readFields(field, KNOWN_FIELDS);
  if (fields === null) return defaults;
  const { at } = fields;
  return {
    ...defaults,
    ...parseDelays(fields, defaults),
    maxAttempts:
      readInteger(at('maxAttempts'), { min: 1, max: MAX_ATTEMPTS }) ?? defaults.maxAttempts,
    jitter: readChoice(at('jitter'), JITTERS) ?? defaults.jitter,
    maxElapsedMs: readDuration(at('maxElapsed')) ?? defaults.maxElapsedMs,
    retryOn: readPatterns(at('retryOn')) ?? defaults.retryOn,
    noRetryOn: readPatterns(at('noRetryOn')) ?? defaults.noRetryOn,
    onExhausted: readChoice(at('onExhausted'), ON_EXHAUSTED) ?? defaults.onExhausted,
  };
}

type Delays = Pick<
  RetryPolicy,
  'backoff' | 'initialDelayMs' | 'factor' | 'maxDelayMs' | 'delaysMs'
>;

function parseDelays(fields: RawFields, defaults: Delays): Delays {
  const written = readChoice(fields.at('backoff'), BACK_OFFS);
  const backoff = written ?? (fields.has('delays') ? 'list' : defaults.backoff);
  refuseForeignDelays(fields, backoff);
  const delaysMs = readDelays(fields, backoff);
  const factor = readNumber(fields.at('factor'), { min: 1, max: 100 }) ?? defaults.factor;
  return { backoff, factor, delaysMs, ...parseBounds(fields, defaults) };
}

/** A bound that was not written gives way to the one that was. */
function parseBounds(
  fields: RawFields,
  defaults: Delays,
): Pick<Delays, 'initialDelayMs' | 'maxDelayMs'> {
  const initial = readDuration(fields.at('initialDelay'));
  const field = fields.at('maxDelay');
  const max = readDuration(field);
  if (field !== null && initial !== null && max !== null && initial > max) {
    const texts = [formatDuration(max), formatDuration(initial)];
    refuse(
      field,
      `maxDelay is ${texts[0] ?? ''}, shorter than initialDelay with ${texts[1] ?? ''}`,
    );
  }
  return {
    initialDelayMs: initial ?? Math.min(defaults.initialDelayMs, max ?? Infinity),
    maxDelayMs: max ?? Math.max(defaults.maxDelayMs, initial ?? 0),
  };
}

function readDelays(fields: RawFields, backoff: BackOff): readonly number[] {
  const field = fields.at('delays');
  const delaysMs = readList(field, MAX_ATTEMPTS, readDuration) ?? [];
  if (field === null && backoff === 'list') {
    refuse(fields.self, 'backoff: list needs delays, as in delays: [10s, 1m, 10m]');
  } else if (field !== null && Array.isArray(field.value) && field.value.length === 0) {
    refuse(field, 'delays is empty: it holds at least one duration');
  }
  return delaysMs;
}

function refuseForeignDelays(fields: RawFields, backoff: BackOff): void {
  for (const name of new Set(Object.values(DELAY_FIELDS).flat())) {
    const field = fields.at(name);
    if (field !== null && !DELAY_FIELDS[backoff].includes(name)) {
      refuse(field, `${name} has no meaning with backoff: ${backoff}`);
    }
  }
}

function readPatterns(field: RawField | null): readonly FailurePattern[] | null {
  return readList(field, 100, (item) => {
    const text = readText(item);
    if (item === null || text === null) return null;
    if (isFailurePattern(text)) return text;
    const hint = didYouMean(text, FAILURE_WORDS) || `: it is one of ${FAILURE_WORDS.join(', ')}`;
    return refuse(item, `unknown failure class ${quoted(text)}${hint}`);
  });
}
