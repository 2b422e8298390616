import type { JobSummary } from '#shared/contract/job-schema.ts';
import type { RunState } from '#shared/domain/run-state-table.ts';

/** How a run of a job ended. */
export interface RunEnding {
  readonly run: string;
  readonly state: RunState;
  readonly endedAt: number;
  readonly startedAt: number | null;
}

const SHOWN = 20;
const MEASURED = 100;

/** Sums up how the runs of a job went; takes no more of its endings, newest first, than it needs. */
export function summarizeEndings(endings: Iterable<RunEnding>): Omit<JobSummary, 'job'> {
  const outcomes: JobSummary['outcomes'] = [];
  const durations: number[] = [];
  let [succeededCount, settledCount, measuredCount] = [0, 0, 0];
  for (const ending of endings) {
    const { run, state, endedAt } = ending;
    const durationMs = ending.startedAt === null ? null : endedAt - ending.startedAt;
    if (outcomes.length < SHOWN) outcomes.unshift({ run, state, endedAt, durationMs });
    const hasSucceeded = state === 'succeeded';
    if (settledCount < MEASURED && (hasSucceeded || state === 'failed')) {
      settledCount += 1;
      if (hasSucceeded) succeededCount += 1;
    }
    if (hasSucceeded && measuredCount < MEASURED) {
      measuredCount += 1;
      if (durationMs !== null) durations.push(durationMs);
    }
    if (outcomes.length === SHOWN && measuredCount === MEASURED) break;
  }
  const sorted = durations.toSorted((a, b) => a - b);
  return {
    outcomes,
    medianMs: percentile(sorted, 0.5),
    p95Ms: percentile(sorted, 0.95),
    succeededCount,
    settledCount,
  };
}

/** The smallest of the values that this share of them does not exceed. */
function percentile(sorted: readonly number[], share: number): number | null {
  return sorted[Math.ceil(share * sorted.length) - 1] ?? null;
}
