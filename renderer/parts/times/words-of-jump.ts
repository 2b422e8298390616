import type { TimeJumpView } from '#shared/contract/activity-schema.ts';
import type { Occurrence } from '#shared/contract/job-schema.ts';
import { formatDurationText } from '#renderer/lib/duration-parts.ts';
import { formatNearInstant } from '#renderer/lib/format-near-instant.ts';

/** What happened to time, as the end of a sentence: `the machine slept from 01:10 to 07:30, 6 h 20 min`. */
export function wordsOfJump({ cause, fromAt, toAt }: TimeJumpView, zone: string, now: number) {
  const [from, to] = [fromAt, toAt].map((at) => formatNearInstant(at, zone, now));
  const length = formatDurationText(Math.abs(toAt - fromAt));
  switch (cause) {
    case 'slept':
      return `the machine slept from ${from} to ${to}, ${length}`;
    case 'stood_still':
      return `nothing ran from ${from} to ${to}, ${length}: the machine slept, or the engine was held up`;
    case 'set_forward':
      return `the clock was set forward from ${from} to ${to}, ${length}`;
    case 'set_back':
      return `the clock was set back from ${from} to ${to}, ${length}`;
  }
}

const REASONS_OF_MISSED: readonly (string | null)[] = [
  ...['missed', 'outside_window', 'over_max', 'run_once', 'hold'],
];

/** The jump that an occurrence was missed for, if it was: it was due while time passed that nothing noticed. */
export function jumpOfMissed(
  { nominalAt, throughAt, reason }: Occurrence,
  jumps: readonly TimeJumpView[],
): TimeJumpView | null {
  if (!REASONS_OF_MISSED.includes(reason)) return null;
  return (
    jumps.find(
      ({ cause, fromAt, toAt }) => cause !== 'set_back' && fromAt <= throughAt && nominalAt <= toAt,
    ) ?? null
  );
}
