import type { Occurrence } from '#shared/contract/job-schema.ts';

/**
 * Occurrences that went the same way for the same reason, as one: a job that fires every few seconds must not crowd
 * out what others have missed. They come and go newest first.
 */
export function missedSpans(
  occurrences: readonly Occurrence[],
  most: number,
): readonly Occurrence[] {
  return [...Map.groupBy(occurrences, keyOfMissed).values()].map(spanOf).slice(0, most);
}

export function keyOfMissed({ job, disposition, reason }: Occurrence): string {
  return `${job} ${disposition} ${reason}`;
}

function spanOf(same: Occurrence[]): Occurrence {
  return same.reduce((newest, occurrence) => ({
    ...newest,
    nominalAt: Math.min(newest.nominalAt, occurrence.nominalAt),
    throughAt: Math.max(newest.throughAt, occurrence.throughAt),
    count: newest.count + occurrence.count,
  }));
}
