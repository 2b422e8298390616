import type { Job } from '#shared/contract/job-schema.ts';
import { useZone } from '#renderer/data/preferences.ts';
import { useNow } from '#renderer/data/now.ts';
import { formatExactInstant } from '#renderer/lib/format-instant.ts';
import { formatNearInstant } from '#renderer/lib/format-near-instant.ts';
import { StateMark } from '#renderer/parts/state-mark.tsx';

/** That a job is paused, and by whom; when and why on hover. */
export function PauseBadge({ paused }: { readonly paused: NonNullable<Job['paused']> }) {
  const zone = useZone();
  const now = useNow();
  const { at, by, reason, until } = paused;
  return (
    <span
      className="inline-flex h-5 min-w-0 items-center gap-1 rounded-mark bg-held-wash px-1.5 text-small font-medium text-held"
      title={`Paused ${formatExactInstant(at, zone)} by ${by}${reason === null ? '' : `: ${reason}`}`}
    >
      <StateMark name="held" />
      <span className="truncate">
        paused by {by}
        {until !== null && ` until ${formatNearInstant(until, zone, now)}`}
      </span>
    </span>
  );
}
