import { describeExclusion, findExclusion } from '#shared/domain/exclusion.ts';
import { lastFireTime, nextFireTime } from '#shared/domain/next-fire-times.ts';
import type { Schedule } from '#shared/domain/trigger.ts';

/** Instants at which a schedule would fire and does not, all of them for one exclusion. */
export interface ExcludedFires {
  readonly at: number;
  /** The last of them. */
  readonly throughAt: number;
  /** The exclusion, as it was written. */
  readonly because: string;
}

/** Instants that are looked at; of a schedule that fires every second most lie between its exclusions. */
const MOST_LOOKED_AT = 1_000;

/** What a schedule's exclusions leave out after one instant and up to another, earliest first, at most `limit`. */
export function excludedFireTimes(
  schedule: Schedule,
  afterAt: number,
  upToAt: number,
  limit: number,
  createdAt: number,
): readonly ExcludedFires[] {
  if (!('bounds' in schedule)) return [];
  const { exclude, zone } = schedule.bounds;
  const unrestricted = { ...schedule, bounds: { ...schedule.bounds, exclude: [] } };
  const excluded: ExcludedFires[] = [];
  let lookedAt = afterAt;
  for (let count = 0; count < MOST_LOOKED_AT && excluded.length < limit; count++) {
    const at = nextFireTime(unrestricted, lookedAt, createdAt, upToAt);
    if (at === null) break;
    const found = findExclusion(exclude, zone, at);
    lookedAt = found === null ? at : Math.min(found.untilAt - 1, upToAt);
    if (found === null) continue;
    const throughAt = lastFireTime(unrestricted, lookedAt, at, createdAt) ?? at;
    excluded.push({ at, throughAt, because: describeExclusion(found.exclusion) });
  }
  return excluded;
}
