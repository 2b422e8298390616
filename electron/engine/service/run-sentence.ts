import { formatDuration } from '#shared/lib/duration.ts';
import type { LiveRun } from '#engine/core/live-run.ts';

/** How a run stands, in one sentence. `gate` is that of the first closed gate. */
export function runSentence(
  run: LiveRun,
  message: string | null,
  gate: string | undefined,
): string {
  if (gate !== undefined) return `${run.state}: ${gate}`;
  switch (run.state) {
    case 'ready':
      return 'ready: every gate is open, it starts now';
    case 'running':
      return `running: ${runningSentence(run)}`;
    case 'unknown':
      return `unknown: ${message ?? 'nobody knows what its last attempt did'}; somebody has to say what happened`;
    case 'succeeded':
      return 'succeeded: there is nothing left to do';
    default:
      return message === null ? run.state : `${run.state}: ${message}`;
  }
}

function runningSentence({ attemptCount, cancelledBy, revision }: LiveRun): string {
  if (cancelledBy === null) return `attempt ${attemptCount} is being carried out`;
  const grace = formatDuration(revision.definition.killGraceMs);
  return `${cancelledBy.name} asked attempt ${attemptCount} to end; it is killed if it has not done so after ${grace}`;
}
