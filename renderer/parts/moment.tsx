import {
  formatClock,
  formatDay,
  formatExactInstant,
  formatInstant,
  isSameDay,
} from '#renderer/lib/format-instant.ts';
import { formatNearInstant } from '#renderer/lib/format-near-instant.ts';
import { formatRelative } from '#renderer/lib/format-relative.ts';
import { useNow } from '#renderer/data/now.ts';
import { useZone } from '#renderer/data/preferences.ts';
import { Hint } from '#renderer/ui/hint.tsx';

export interface MomentProps {
  /** Epoch milliseconds; a dash where there is none. */
  readonly at: number | null;
  /**
   * `clock`: to the second, with its day unless that is today. `short`: to the minute. `near`: as short as can be, and
   * to the second today. `relative`: from now.
   */
  readonly as?: 'clock' | 'short' | 'near' | 'relative';
}

/** An instant. Whichever way it is written, the other one and its zone are told on hover. */
export function Moment({ at, as = 'clock' }: MomentProps) {
  const now = useNow();
  const zone = useZone();
  if (at === null) return <span className="text-text-3">–</span>;
  return (
    <Hint text={`${formatExactInstant(at, zone)} · ${formatRelative(at, now)}`}>
      <time dateTime={new Date(at).toISOString()} className="whitespace-nowrap">
        {write(at, as, zone, now)}
      </time>
    </Hint>
  );
}

function write(at: number, as: MomentProps['as'], zone: string, now: number): string {
  if (as === 'near' && !isSameDay(at, now, zone)) return formatNearInstant(at, zone, now);
  if (as === 'clock' || as === 'near') return formatInstant(at, zone, now);
  if (as === 'short') {
    const clock = formatClock(at, zone);
    return isSameDay(at, now, zone) ? clock : `${formatDay(at, zone)} ${clock}`;
  }
  return formatRelative(at, now);
}
