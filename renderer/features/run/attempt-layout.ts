import type { Attempt, Run } from '#shared/contract/run-schema.ts';
import { waitWords } from '#renderer/features/run/wait-words.ts';
import { formatDurationText } from '#renderer/lib/duration-parts.ts';

export interface AttemptBar {
  readonly number: number;
  readonly state: Attempt['state'];
  readonly durationMs: number;
  /** Pixels. */
  readonly from: number;
  readonly to: number;
}

export interface AttemptLayout {
  readonly fromAt: number;
  readonly toAt: number;
  readonly bars: readonly AttemptBar[];
  /** Between two attempts: the delay that was chosen. */
  readonly waits: readonly { readonly from: number; readonly to: number; readonly text: string }[];
  /** From due to the first attempt, and what it waited for. */
  readonly leadIn: { readonly from: number; readonly to: number; readonly text: string } | null;
  /** Where the last attempt ended, once it is over. */
  readonly endAt: number | null;
  readonly planned: { readonly from: number; readonly to: number } | null;
  readonly nowX: number | null;
  readonly summary: string;
  /** Everything in one sentence, for a screen reader. */
  readonly description: string;
  readonly x: (at: number) => number;
}

const NARROWEST_BAR = 3;
/** A lead-in narrower than this many pixels is no more than the edge of the first bar. */
const NARROWEST_LEAD_IN = 8;
/** An axis of no length has no scale. */
const SHORTEST_AXIS_MS = 10;

/** Puts a run's attempts on an axis of `width` pixels, from when it was due to now or to what is planned. */
export function layOutAttempts(
  run: Run,
  now: number,
  medianMs: number | null,
  width: number,
): AttemptLayout {
  const isOver = run.endedAt !== null;
  const fromAt = Math.min(run.dueAt, run.attempts[0]?.startedAt ?? run.dueAt);
  const plannedAt =
    run.state === 'retry_wait' || run.state === 'scheduled' ? run.nextAttemptAt : null;
  const plannedEnd = plannedAt === null ? null : plannedAt + (medianMs ?? 1_000);
  const lastEnd = run.attempts.at(-1)?.endedAt ?? run.endedAt ?? now;
  const end = Math.max(isOver ? lastEnd : now, plannedEnd ?? 0, fromAt + SHORTEST_AXIS_MS);
  const toAt = end + (end - fromAt) * 0.02;
  const x = (at: number): number => ((at - fromAt) / (toAt - fromAt)) * width;

  const bars = run.attempts.map((attempt): AttemptBar => {
    const endedAt = attempt.endedAt ?? now;
    const from = x(attempt.startedAt);
    return {
      number: attempt.number,
      state: attempt.state,
      durationMs: endedAt - attempt.startedAt,
      from,
      to: Math.max(from + NARROWEST_BAR, x(endedAt)),
    };
  });

  return {
    endAt: isOver ? lastEnd : null,
    fromAt,
    toAt,
    bars,
    waits: waitsBetween(run, plannedAt, x),
    leadIn: leadInOf(run, x),
    planned:
      plannedAt === null || plannedEnd === null ? null : { from: x(plannedAt), to: x(plannedEnd) },
    nowX: isOver ? null : x(now),
    summary: summaryOf(run, now),
    description: bars
      .map(
        ({ number, state, durationMs }) =>
          `attempt ${number} ${state} after ${formatDurationText(durationMs)}`,
      )
      .join(', '),
    x,
  };
}

function waitsBetween(run: Run, plannedAt: number | null, x: (at: number) => number) {
  return run.attempts.flatMap(({ endedAt, retryDelayMs }, index) => {
    const nextAt = run.attempts[index + 1]?.startedAt ?? plannedAt;
    if (endedAt === null || nextAt === null) return [];
    const delayMs = retryDelayMs ?? nextAt - endedAt;
    return [{ from: x(endedAt), to: x(nextAt), text: `+${formatDurationText(delayMs)}` }];
  });
}

function leadInOf(run: Run, x: (at: number) => number): AttemptLayout['leadIn'] {
  const first = run.attempts[0];
  if (first === undefined) return null;
  if (x(first.startedAt) - x(run.dueAt) < NARROWEST_LEAD_IN) return null;
  const [gate] = Object.entries(first.gateWaitsMs).toSorted(([, one], [, other]) => other - one);
  const waited = `waited ${formatDurationText(first.startedAt - run.dueAt)}`;
  const text = gate === undefined ? waited : `${waited} for ${waitWords(gate[0])}`;
  return { from: x(run.dueAt), to: x(first.startedAt), text };
}

function summaryOf({ attempts }: Run, now: number): string {
  const first = attempts[0];
  const last = attempts.at(-1);
  if (first === undefined || last === undefined) return '';
  const working = attempts
    .map(({ startedAt, endedAt }) => (endedAt ?? now) - startedAt)
    .reduce((sum, ms) => sum + ms, 0);
  const between = (last.endedAt ?? now) - first.startedAt - working;
  const workingText = `${formatDurationText(working)} working`;
  return attempts.length === 1
    ? workingText
    : `${workingText}, ${formatDurationText(between)} between attempts`;
}
