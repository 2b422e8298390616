import type { Job } from '#shared/contract/job-schema.ts';
import type { Pause } from '#engine/core/pause.ts';
import { formatRounded } from '#engine/service/gate-sentence.ts';

/** How many runs of a job are not over. */
export interface UnfinishedCounts {
  /** Due and on their way, or executing. */
  readonly activeCount: number;
  /** Held, or of unknown outcome: they wait for a person. */
  readonly stuckCount: number;
  /** For an instant to come. */
  readonly plannedCount: number;
  /** For runs of other jobs. */
  readonly waitingCount: number;
}

/** How a job stands, in one sentence. When it fires next is told beside it, as an instant. */
export function jobSentence(
  job: Job,
  schedulerPause: Pause | null,
  counts: UnfinishedCounts,
  now: number,
): string {
  const why =
    schedulerPause === null
      ? whyNotByItself(job, now)
      : `the scheduler is ${pausedWords(schedulerPause, now)}`;
  return why === null ? doingOf(counts) : `${why}; ${doingOf(counts)}`;
}

/** Why nothing of it fires; `null` where a trigger will. */
function whyNotByItself({ paused, triggers, nextAt }: Job, now: number): string | null {
  if (paused !== null) {
    return pausedWords(paused, now);
  }
  const stopped = triggers.find((trigger) => trigger.paused !== null);
  if (stopped?.paused != null) {
    return `its trigger ${stopped.schedule} is ${pausedWords(stopped.paused, now)}`;
  }
  if (triggers.length === 0) return 'it has no trigger and runs only by hand';
  const caused = triggers.filter(({ kind }) => kind === 'after' || kind === 'event');
  if (nextAt === null && caused.length > 0) {
    return `it runs ${caused.map(({ schedule }) => schedule).join(' and ')}`;
  }
  return nextAt === null ? 'all of its triggers have ended' : null;
}

function pausedWords(pause: Pick<Pause, 'at' | 'by' | 'reason'>, now: number): string {
  const reason = pause.reason === null ? '' : ` (${pause.reason})`;
  return `paused by ${pause.by} for ${formatRounded(now - pause.at)}${reason}`;
}

function doingOf(counts: UnfinishedCounts): string {
  const { activeCount, stuckCount, plannedCount, waitingCount } = counts;
  const parts = [
    activeCount === 0 ? null : `${runs(activeCount, 'is', 'are')} under way`,
    stuckCount === 0 ? null : `${runs(stuckCount, 'waits', 'wait')} for somebody to decide`,
    waitingCount === 0 ? null : `${runs(waitingCount, 'waits', 'wait')} for other jobs`,
    plannedCount === 0 ? null : `${runs(plannedCount, 'is', 'are')} planned for later`,
  ].filter((part) => part !== null);
  return parts.length === 0 ? 'nothing is waiting or running' : parts.join(', ');
}

function runs(count: number, one: string, many: string): string {
  return count === 1 ? `1 run ${one}` : `${count} runs ${many}`;
}
