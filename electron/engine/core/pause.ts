import type { PauseDetails } from '#shared/contract/pause-operations.ts';
import type { JobKey, TriggerKey } from '#engine/core/live-run.ts';

/*
 * Four things can be paused. A pause of the scheduler is like an engine that is down: nothing starts, instants
 * that come stay undecided, and when it ends the misfire rules decide about them. A pause of a job or of a trigger
 * is a decision about that schedule: its instants are recorded as skipped, and nothing comes rushing after it.
 * A pause of a key only keeps runs from starting. What runs goes on under each of them.
 */
export type PauseTarget =
  | { readonly scope: 'scheduler' }
  | { readonly scope: 'job'; readonly jobKey: JobKey }
  | { readonly scope: 'trigger'; readonly jobKey: JobKey; readonly triggerKey: TriggerKey }
  | { readonly scope: 'key'; readonly key: string };

/** Who stopped something, when and why. */
export interface Pause {
  readonly at: number;
  readonly by: string;
  readonly reason: string | null;
  /** When it ends by itself; `null` for never. */
  readonly untilAt: number | null;
}

export interface PauseRecord {
  readonly on: PauseTarget;
  readonly pause: Pause;
}

/** What is paused, as one text: no two targets have the same. */
export function pauseSubject(on: PauseTarget): string {
  switch (on.scope) {
    case 'scheduler':
      return '';
    case 'job':
      return String(on.jobKey);
    case 'trigger':
      return String(on.triggerKey);
    case 'key':
      return on.key;
  }
}

/** A pause in the contract's form. */
export function toPauseDetails({ untilAt, ...rest }: Pause): PauseDetails {
  return { ...rest, until: untilAt };
}
