import { parseCronExpression } from '#shared/domain/cron-expression.ts';
import type { JobDefinition } from '#shared/domain/job.ts';
import type { Problem } from '#shared/domain/problem.ts';

/** What is right, and often meant otherwise: worth a word to who has a file tested, and to nobody else. */
export function findHints({ triggers }: JobDefinition, place: string): readonly Problem[] {
  return triggers.flatMap(({ schedule }, index) => {
    if (schedule.kind !== 'cron') return [];
    if (!parseCronExpression(schedule.expression).matchesEitherDayField) return [];
    const message = 'both day fields are set: a day matches when either of them does';
    return [{ place: `${place}.triggers[${index}].cron`, message }];
  });
}
