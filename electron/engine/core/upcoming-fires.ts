import { nextFireTime } from '#shared/domain/next-fire-times.ts';
import type { Schedule } from '#shared/domain/trigger.ts';

/** A trigger that will fire, with the instant that is noted for it. */
export interface ComingTrigger {
  readonly schedule: Schedule;
  readonly createdAt: number;
  readonly nextAt: number;
}

export interface ComingFire<Item> {
  readonly at: number;
  readonly trigger: Item;
}

/**
 * When triggers fire next, all of them together, earliest first: no later than `until`, and no more than
 * `limit`. Each begins with the instant that is noted for it, which may have come already.
 */
export function upcomingFires<Item extends ComingTrigger>(
  triggers: readonly Item[],
  until: number,
  limit: number,
): readonly ComingFire<Item>[] {
  const fires: ComingFire<Item>[] = [];
  let coming = triggers.map((trigger) => ({ at: trigger.nextAt, trigger }));
  while (fires.length < limit) {
    const next = earliest(coming);
    if (next === null || next.at > until) break;
    fires.push(next);
    const { schedule, createdAt } = next.trigger;
    const at = nextFireTime(schedule, next.at, createdAt);
    coming = coming.flatMap((fire) => (fire !== next ? fire : at === null ? [] : { ...fire, at }));
  }
  return fires;
}

function earliest<Item>(fires: readonly ComingFire<Item>[]): ComingFire<Item> | null {
  let first: ComingFire<Item> | null = null;
  for (const fire of fires) if (first === null || fire.at < first.at) first = fire;
  return first;
}
