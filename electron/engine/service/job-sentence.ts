import type { Job } from '#shared/contract/job-schema.ts';
import { formatRounded } from '#engine/service/gate-sentence.ts';

/** How many runs of a job are not over. */
export interface UnfinishedCounts {
  /** Due and on their way, or executing. */
  readonly activeCount: number;
  /** Held, or of unknown outcome: they wait for a person. */
  readonly stuckCount: number;
  /** For an instant to come. */
  readonly plannedCount: number;
}

/** How a job stands, in one sentence. When it fires next is told beside it, as an instant. */
export function jobSentence(job: Job, counts: UnfinishedCounts, now: number): string {
  const why = whyNotByItself(job, now);
  return why === null ? doingOf(counts) : `${why}; ${doingOf(counts)}`;
}

/** Why nothing of it fires; `null` where a trigger will. */
function whyNotByItself({ paused, triggers, nextAt }: Job, now: number): string | null {
  if (paused !== null) {
    const reason = paused.reason === null ? '' : ` (${paused.reason})`;
    return `paused by ${paused.by} for ${formatRounded(now - paused.at)}${reason}`;
  }
  const stopped = triggers.find(({ pausedBecause }) => pausedBecause !== null);
  if (stopped !== undefined) {
    return `its trigger ${stopped.schedule} is paused: ${stopped.pausedBecause ?? ''}`;
  }
  if (triggers.length === 0) return 'it has no trigger and runs only by hand';
  return nextAt === null ? 'none of its triggers has an instant to come' : null;
}

function doingOf({ activeCount, stuckCount, plannedCount }: UnfinishedCounts): string {
  const parts = [
    activeCount === 0 ? null : `${runs(activeCount, 'is', 'are')} under way`,
    stuckCount === 0 ? null : `${runs(stuckCount, 'waits', 'wait')} for somebody to decide`,
    plannedCount === 0 ? null : `${runs(plannedCount, 'is', 'are')} planned for later`,
  ].filter((part) => part !== null);
  return parts.length === 0 ? 'nothing is waiting or running' : parts.join(', ');
}

function runs(count: number, one: string, many: string): string {
  return count === 1 ? `1 run ${one}` : `${count} runs ${many}`;
}
