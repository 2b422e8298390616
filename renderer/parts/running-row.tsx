import { Link } from '@tanstack/react-router';
import { useNow } from '#renderer/data/now.ts';
import { formatDurationText, formatRoughDuration } from '#renderer/lib/duration-parts.ts';
import { Duration } from '#renderer/parts/duration.tsx';
import { StateMark } from '#renderer/parts/state-mark.tsx';
import { ProgressBar } from '#renderer/ui/progress-bar.tsx';

/** Where the median stands on the bar, so that there is room for what takes longer. */
const MEDIAN_AT = 0.72;
/** From how many times the median on a run counts as running long. */
const LONG = 1.25;

export interface RunningRowProps {
  readonly run: string;
  readonly job: string;
  readonly title?: string;
  /** When its attempt began, epoch milliseconds. */
  readonly startedAt: number;
  /** What a run of its job usually takes, milliseconds. */
  readonly medianMs: number | null;
}

/** A run that is carried out, against how long it usually takes. */
export function RunningRow({ run, job, title, startedAt, medianMs }: RunningRowProps) {
  const now = useNow();
  const elapsedMs = Math.max(0, now - startedAt);
  const share = medianMs === null ? 0 : (elapsedMs / Math.max(1, medianMs)) * MEDIAN_AT;
  const isLong = medianMs !== null && elapsedMs > medianMs * LONG;
  const usual = medianMs === null ? 'no median' : `median ${formatRoughDuration(medianMs)}`;
  return (
    <li className="grid h-9.5 grid-cols-[20px_minmax(0,1fr)_132px] items-center gap-x-2 xl:grid-cols-[20px_minmax(0,1fr)_146px]">
      <StateMark name="running" label="running" />
      <Link
        to="/runs/$run"
        params={{ run }}
        title={title}
        className="truncate font-medium hover:underline"
      >
        {job}
      </Link>
      <div>
        <div className="flex items-baseline justify-between text-small whitespace-nowrap">
          <span className={isLong ? 'font-medium text-retrying' : ''}>
            <Duration ms={elapsedMs < 1_000 ? elapsedMs : Math.floor(elapsedMs / 1_000) * 1_000} />
          </span>
          <span className="text-text-3">{usual}</span>
        </div>
        <ProgressBar
          share={share}
          markAt={medianMs === null ? undefined : MEDIAN_AT}
          isOverdue={isLong}
          label={`running for ${formatDurationText(elapsedMs)}, ${usual}`}
        />
      </div>
    </li>
  );
}
