import type { Job } from '#shared/contract/job-schema.ts';
import type { Run } from '#shared/contract/run-schema.ts';

/** What a run by hand is, before it is made. */
export function descriptionOf({ triggers }: Pick<Job, 'triggers'>, isPaused: boolean): string {
  if (isPaused) return 'A run by hand. It waits until the job is resumed.';
  return triggers.length === 0 ? 'A run by hand.' : 'A run by hand. Its triggers go on as before.';
}

/** What became of the question; nothing of a paused job runs yet. */
export function toldOf(
  { id, job, state }: Pick<Run, 'id' | 'job' | 'state'>,
  isMerged: boolean,
  isPaused: boolean,
): string {
  if (isMerged) return `Merged into the pending run ${id}: it asks for the same`;
  if (isPaused) return `A run of ${job} waits until the job is resumed`;
  return state === 'scheduled' ? `${job} is planned` : `${job} runs by hand`;
}
