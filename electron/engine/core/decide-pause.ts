import { Refusal } from '#shared/domain/refusal.ts';
import type { Decision } from '#engine/core/change.ts';
import type { Actor } from '#engine/core/live-run.ts';
import type { Pause, PauseTarget } from '#engine/core/pause.ts';

export interface PauseFacts {
  readonly on: PauseTarget;
  /** How people call it, for refusals. */
  readonly name: string;
  readonly present: Pause | null;
  readonly untilAt: number | null;
  readonly actor: Actor;
  readonly now: number;
}

export function decidePause(facts: PauseFacts): Decision {
  const { on, name, present, untilAt, actor, now } = facts;
  if (present !== null) {
    throw new Refusal('conflict', `${name} is paused already, by ${present.by}: resume it first`);
  }
  if (untilAt !== null && untilAt <= now) {
    throw new Refusal('invalid_input', 'a pause ends in the future, and that has passed', 'until');
  }
  const pause: Pause = { at: now, by: actor.name, reason: actor.reason, untilAt };
  return { changes: [{ type: 'pause_begun', on, pause }], effects: [], answer: undefined };
}
