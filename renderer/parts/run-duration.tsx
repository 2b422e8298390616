import type { Run } from '#shared/contract/run-schema.ts';
import { useNow } from '#renderer/data/now.ts';
import { Duration } from '#renderer/parts/duration.tsx';

/** How many times the median is far beyond it. */
const OVERDUE = 2;

export interface RunDurationProps {
  readonly run: Run;
  /** What a run of its job usually takes, in milliseconds. */
  readonly medianMs?: number | null;
}

/** How long it took, or has taken; what is far beyond the job's median is said aloud. */
export function RunDuration({ run, medianMs = null }: RunDurationProps) {
  const now = useNow();
  if (run.startedAt === null) return <Duration ms={null} />;
  const ms = (run.endedAt ?? now) - run.startedAt;
  const isLong = run.state === 'running' && medianMs !== null && ms > medianMs * OVERDUE;
  return (
    <span
      className={isLong ? 'font-medium text-retrying' : undefined}
      title={isLong ? 'more than twice the median of this job' : undefined}
    >
      <Duration ms={ms} />
    </span>
  );
}
