import { didYouMean } from '#shared/lib/did-you-mean.ts';
import { quoted } from '#shared/lib/quoted.ts';
import type { JobDefinition } from '#shared/domain/job.ts';
import type { Problem } from '#shared/domain/problem.ts';
import type { Trigger } from '#shared/domain/trigger.ts';
import { findCycle } from '#engine/core/find-cycle.ts';
import type { DecisionReader } from '#engine/core/store.ts';

/**
 * What is wrong with what jobs come after: a job that does not exist, or one that comes after itself. Without an
 * engine nobody knows which others there are.
 */
export function chainProblems(
  definitions: readonly JobDefinition[],
  read: Pick<DecisionReader, 'findJob' | 'jobNames'> | null,
): readonly Problem[] {
  const saved = new Map(definitions.map((definition) => [definition.name, definition]));
  const definitionOf = (name: string) =>
    saved.get(name) ?? read?.findJob(name)?.revision.definition;
  const upstreamOf = (name: string) => (definitionOf(name)?.triggers ?? []).flatMap(jobsBefore);

  function problemOf(job: string, upstream: string): string | null {
    if (definitionOf(upstream) === undefined) {
      if (read === null) return null;
      const names = [...saved.keys(), ...read.jobNames()];
      return `there is no job ${quoted(upstream)}${didYouMean(upstream, names)}`;
    }
    const cycle = findCycle(job, upstreamOf);
    return cycle?.includes(upstream) === true
      ? `${job} would come after itself: ${cycle.join(' → ')}`
      : null;
  }

  return definitions.flatMap(({ name, triggers }, index) =>
    triggers.flatMap((trigger, position) =>
      jobsBefore(trigger)
        .map((upstream) => problemOf(name, upstream))
        .filter((message) => message !== null)
        .map((message) => ({ place: `jobs[${index}].triggers[${position}].after`, message })),
    ),
  );
}

function jobsBefore({ schedule }: Trigger): readonly string[] {
  return schedule.kind === 'after' ? schedule.jobs : [];
}
