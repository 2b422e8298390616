import type { JobDefinition } from '#shared/domain/job.ts';
import type { Problem } from '#shared/domain/problem.ts';
import { quoted } from '#shared/lib/quoted.ts';

/** How many runs that take a key may run at once, as one job has it. */
export interface KeyLimit {
  readonly limit: number;
  /** The job's name. */
  readonly job: string;
}

/** Several jobs share a key: the smallest of their limits counts, so that none of them is disappointed. */
export function smallestLimit(limits: readonly KeyLimit[]): KeyLimit | null {
  return limits.reduce<KeyLimit | null>(
    (smallest, each) => (smallest === null || each.limit < smallest.limit ? each : smallest),
    null,
  );
}

/** Says of each key of a job for which another job has another limit, which one counts. */
export function limitWarnings(
  { name, concurrency }: JobDefinition,
  place: string,
  othersOf: (template: string) => readonly KeyLimit[],
): readonly Problem[] {
  return concurrency.flatMap(({ key, limit }, index) => {
    const other = othersOf(key).find((each) => each.job !== name && each.limit !== limit);
    if (other === undefined) return [];
    const smallest = Math.min(limit, ...othersOf(key).map((each) => each.limit));
    const message = `key ${quoted(key)} has the limit ${limit} here and ${other.limit} in job ${other.job}: the smallest, ${smallest}, counts for all`;
    return [{ place: `${place}.concurrency[${index}].limit`, message }];
  });
}
