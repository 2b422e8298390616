import type { Attempt, Run } from '#shared/contract/run-schema.ts';
import { isFinalAttempt } from '#shared/domain/attempt-state-table.ts';
import { formatDurationText, formatRoughDuration } from '#renderer/lib/duration-parts.ts';
import { formatRelative } from '#renderer/lib/format-relative.ts';

export interface VerdictSentence {
  /** What stands in the colour of the state. */
  readonly word: string;
  readonly rest: string;
  /** A second sentence, in grey. */
  readonly detail: string;
}

/**
 * How a run stands, for the person who opens it. `write` puts an instant into words; `notRetried` is why there was no
 * further attempt.
 */
export function verdictOf(
  run: Run,
  now: number,
  write: (at: number) => string,
  notRetried: string | null,
): VerdictSentence {
  const tried = attemptsText(run.attempts);
  const dueText = (at: number) =>
    `: due ${write(at)}, ${at > now ? formatRelative(at, now) : 'and starts at any moment'}`;
  switch (run.state) {
    case 'scheduled':
    case 'waiting':
      return { word: 'Scheduled', rest: dueText(run.nextAttemptAt ?? run.dueAt), detail: '' };
    case 'ready':
      return {
        word: 'Ready',
        rest: `, waiting for ${formatRoughDuration(now - (run.readyAt ?? run.dueAt))}`,
        detail: tried,
      };
    case 'running': {
      const startedAt = run.attempts.at(-1)?.startedAt ?? run.startedAt ?? now;
      const rest = `: attempt ${run.attemptCount} of ${run.maxAttempts}, for ${formatRoughDuration(now - startedAt)}`;
      return { word: 'Running', rest, detail: tried };
    }
    case 'retry_wait': {
      const nextAt = run.nextAttemptAt ?? now;
      const rest = ` attempt ${run.attemptCount + 1} of ${run.maxAttempts} starts in ${formatDurationText(roundToSecond(nextAt - now))}, at ${write(nextAt)}`;
      return { word: 'Retrying:', rest, detail: tried };
    }
    case 'held':
      return {
        word: 'Held',
        rest: sentenceOf(run.message, ', until somebody releases it'),
        detail: tried,
      };
    case 'unknown':
      return {
        word: 'Outcome unknown',
        rest: sentenceOf(run.message, ''),
        detail: 'It is a state change: nothing repeats it until a person says what happened.',
      };
    default:
      return endedVerdict(run, write, tried, notRetried);
  }
}

const ENDED: Readonly<Record<string, string>> = {
  succeeded: 'Succeeded',
  failed: 'Failed',
  cancelled: 'Cancelled',
  expired: 'Expired',
  superseded: 'Superseded',
};

function endedVerdict(
  run: Run,
  write: (at: number) => string,
  tried: string,
  notRetried: string | null,
): VerdictSentence {
  const word = ENDED[run.state] ?? run.state;
  const at = run.endedAt === null ? '' : ` at ${write(run.endedAt)}`;
  if (run.state === 'succeeded') return { word, rest: `${at}${tookText(run)}`, detail: tried };
  if (run.state === 'failed') {
    const message = run.attempts.at(-1)?.message ?? run.message;
    const because = notRetried === null ? '' : `Not retried: ${notRetried}`;
    const detail = [tried, because, `It ended${at}.`].filter((part) => part !== '').join(' ');
    return { word, rest: sentenceOf(message, ''), detail };
  }
  const message = run.state === 'cancelled' ? beyondCancelled(run.message) : run.message;
  return { word, rest: `${at}${sentenceOf(message, '')}`, detail: tried };
}

function tookText({ startedAt, endedAt }: Run): string {
  if (startedAt === null || endedAt === null) return '';
  return `, in ${formatDurationText(endedAt - startedAt)}`;
}

/** What a message says besides that it was cancelled and is over, which its state says. */
function beyondCancelled(message: string | null): string | null {
  const more = message?.replace(/^(?:it was )?cancelled(?:, and has ended)?[:,]? */i, '') ?? '';
  return more === '' ? null : more;
}

function sentenceOf(message: string | null, otherwise: string): string {
  return message === null ? otherwise : `: ${message}`;
}

/** `3 attempts failed.`, `Attempt 1 failed.`; what differs between them stands in the table. */
function attemptsText(attempts: readonly Attempt[]): string {
  const failed = attempts.filter(
    ({ state }) => isFinalAttempt(state) && state !== 'succeeded' && state !== 'cancelled',
  );
  if (failed.length === 0) return '';
  if (failed.length > 1) return `${failed.length} attempts failed.`;
  return `Attempt ${failed[0]?.number ?? 1} failed.`;
}

function roundToSecond(ms: number): number {
  return Math.max(0, Math.round(ms / 1_000) * 1_000);
}
