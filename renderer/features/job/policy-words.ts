import type { OverlapPolicy } from '#shared/domain/job.ts';
import type { Method } from '#shared/domain/method.ts';
import type { Jitter, OnExhausted, RetryPolicy } from '#shared/domain/retry-policy.ts';
import { plannedDelayMs } from '#shared/domain/retry-policy.ts';
import type { MisfirePolicy } from '#shared/domain/trigger.ts';
import { formatDurationText } from '#renderer/lib/duration-parts.ts';

/* A job's policies as a person would say them. */

/** A duration that somebody chose: no tenths that nobody wrote, and not broken across lines. */
export function wordsOfDuration(ms: number): string {
  return formatDurationText(ms).replace('.0 ', ' ').replaceAll(' ', '\u00a0');
}

export const OVERLAP_WORDS: Readonly<Record<OverlapPolicy, string>> = {
  allow: 'Its runs may run side by side.',
  skip: 'A firing is skipped while another run goes on.',
  queue_one: 'Runs go one after the other; a newer one replaces the one that waits.',
  queue_all: 'Runs go one after the other; each of them runs.',
  cancel_running: 'A new run cancels the one that goes on.',
};

const MISFIRE_WORDS: Readonly<Record<MisfirePolicy, string>> = {
  skip: 'What was missed is left out',
  run_once: 'What was missed runs once',
  run_all: 'Everything missed runs, oldest first',
  hold: 'The latest missed one waits for you',
};

/** Where a trigger says nothing of it, the method decides. */
export function wordsOfMisfire(misfire: MisfirePolicy | null, method: Method): string {
  if (misfire !== null) return MISFIRE_WORDS[misfire];
  if (method === 'GET') return MISFIRE_WORDS.run_once;
  return 'One that was missed runs; of several, the latest waits for you';
}

const JITTER_WORDS: Readonly<Record<Jitter, string>> = {
  none: '',
  equal: ', each shortened by up to half',
  full: ', each shortened at random',
};

const EXHAUSTED_WORDS: Readonly<Record<OnExhausted, string>> = {
  fail: 'After the last one the run has failed.',
  hold: 'After the last one the run waits for you.',
  pause_trigger: 'After the last one the trigger is paused.',
};

const SHOWN_DELAYS = 4;

/** `5 attempts: +10 s, +20 s, +40 s, +1 min 20 s, each shortened by up to half.` */
export function wordsOfRetry(policy: RetryPolicy): string {
  const { maxAttempts, jitter, onExhausted } = policy;
  if (maxAttempts <= 1) return 'One attempt; a failure is final.';
  const delays = Array.from({ length: Math.min(maxAttempts - 1, SHOWN_DELAYS) }, (_, index) =>
    wordsOfDuration(plannedDelayMs(policy, index + 1)),
  );
  const more = maxAttempts - 1 > SHOWN_DELAYS ? ' …' : '';
  const list = delays.map((delay) => `+${delay}`).join(', ');
  return `${maxAttempts} attempts: ${list}${more}${JITTER_WORDS[jitter]}. ${EXHAUSTED_WORDS[onExhausted]}`;
}
