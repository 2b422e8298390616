import { jitterOf } from '#shared/domain/jitter.ts';
import type { Trigger } from '#shared/domain/trigger.ts';

/** Whose trigger it is: the same job on another machine starts at another time. */
export interface TriggerOwner {
  /** Of the instance. */
  readonly code: string;
  readonly job: string;
}

/** When the run of an occurrence starts if nothing holds it up: its nominal instant, and the jitter of its trigger. */
export function plannedStart(
  { code, job }: TriggerOwner,
  { key, jitterMs }: Pick<Trigger, 'key' | 'jitterMs'>,
  nominalAt: number,
): number {
  if (jitterMs === undefined) return nominalAt;
  return nominalAt + jitterOf(`${code} ${job} ${key}`, nominalAt, jitterMs);
}
