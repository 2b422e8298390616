import type { MovedInstant, TimeJumpView } from '#shared/contract/activity-schema.ts';
import { Link } from '@tanstack/react-router';
import { useNow } from '#renderer/data/now.ts';
import { useZone } from '#renderer/data/preferences.ts';
import { TaskRow } from '#renderer/features/today/task-row.tsx';
import { capitalise } from '#renderer/lib/capitalise.ts';
import { formatNearInstant } from '#renderer/lib/format-near-instant.ts';
import { wordsOfJump } from '#renderer/parts/times/words-of-jump.ts';

/** Time that passed without anybody noticing: what was due in it could not be on time. */
export function JumpRow({ jump }: { readonly jump: TimeJumpView }) {
  const now = useNow();
  const zone = useZone();
  const words = capitalise(wordsOfJump(jump, zone, now));
  return (
    <TaskRow mark="waiting">
      <span className="text-text-2" title={words}>
        {words}
      </span>
    </TaskRow>
  );
}

/** An instant that new time-zone data has moved. */
export function MovedRow({ moved }: { readonly moved: MovedInstant }) {
  const now = useNow();
  const zone = useZone();
  const { job, fromAt, toAt, zoneData } = moved;
  const [from, to] = [fromAt, toAt].map((at) => at && formatNearInstant(at, zone, now));
  return (
    <TaskRow mark="scheduled" detail={`Planned anew by time-zone data ${zoneData}`}>
      <Link to="/jobs/$job" params={{ job }} className="font-medium hover:underline">
        {job}
      </Link>{' '}
      <span className="text-text-2">
        {to === null ? `was to fire ${from}, and does not fire again` : `fires ${to}, not ${from}`}
      </span>
    </TaskRow>
  );
}
