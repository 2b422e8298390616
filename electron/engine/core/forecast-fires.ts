import { nextFireTime } from '#shared/domain/next-fire-times.ts';
import type { ComingFire, ComingTrigger } from '#engine/core/upcoming-fires.ts';

/**
 * When triggers fire up to an instant, each by itself. Of fires of one trigger that are closer together than `apartMs`
 * only the first is told: however often it fires, it is asked no more often than can be told apart.
 */
export function forecastFires<Item extends ComingTrigger>(
  triggers: readonly Item[],
  until: number,
  apartMs: number,
): readonly ComingFire<Item>[] {
  const apart = Math.max(1, apartMs);
  return triggers
    .flatMap((trigger) => firesOf(trigger, until, apart))
    .toSorted((a, b) => a.at - b.at);
}

function firesOf<Item extends ComingTrigger>(
  trigger: Item,
  until: number,
  apartMs: number,
): ComingFire<Item>[] {
  const { schedule, createdAt, nextAt } = trigger;
  const fires: ComingFire<Item>[] = [];
  let at: number | null = nextAt;
  while (at !== null && at <= until) {
    fires.push({ at, trigger });
    at = nextFireTime(schedule, at + apartMs - 1, createdAt, until);
  }
  return fires;
}
