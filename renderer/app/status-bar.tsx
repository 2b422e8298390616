import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ConnectionState } from '#renderer/data/connection-status.ts';
import { useConnection } from '#renderer/data/connection-status.ts';
import { useInstance, useOperations } from '#renderer/data/instance.tsx';
import { useNow } from '#renderer/data/now.ts';
import { useZone } from '#renderer/data/preferences.ts';
import { formatClockSeconds, nameZone } from '#renderer/lib/format-instant.ts';
import { InstanceFlag } from '#renderer/parts/instance-flag.tsx';
import { useJobDialog } from '#renderer/parts/job-actions/job-dialog-store.ts';
import { Moment } from '#renderer/parts/moment.tsx';

export function StatusBar() {
  const { name, kind } = useInstance();
  const { instance, activity, pauses: p } = useOperations();
  const { data: about } = useQuery(instance.describe.queryOptions());
  const { data: next } = useQuery(activity.upcoming.queryOptions({ input: { limit: 1 } }));
  const { state } = useConnection();
  const pauses = useQuery(p.list.queryOptions()).data?.pauses ?? [];
  const { ask } = useJobDialog();
  const first = next?.upcoming[0];
  return (
    <footer className="col-span-2 flex items-center gap-4 border-t border-line px-4 text-small text-text-2">
      <span className="flex items-center gap-1.5">
        <InstanceFlag kind={kind} />
        {name}
        <span className="text-text-3">
          {describeState(state)}
          {state === 'live' && about !== undefined && `, ${workersText(about)}`}
        </span>
      </span>
      {about?.degradedBecause != null && (
        <span className="font-medium text-failed">{about.degradedBecause}</span>
      )}
      {pauses.length > 0 && (
        <button
          type="button"
          onClick={() => ask({ kind: 'pauses' })}
          className="font-medium text-held hover:underline"
        >
          {about?.paused == null ? `${pauses.length} paused` : 'scheduler paused'}
        </button>
      )}
      <span className="grow" />
      {first !== undefined && (
        <span className="flex gap-1.5">
          <span className="text-text-3">next</span>
          <Link to="/jobs/$job" params={{ job: first.job }} className="hover:underline">
            {first.job}
          </Link>
          <span className="text-text-3">
            <Moment at={first.at} as="relative" />
          </span>
        </span>
      )}
      <Clock />
    </footer>
  );
}

function Clock() {
  const now = useNow();
  const zone = useZone();
  return (
    <span>
      {formatClockSeconds(now, zone)} <span className="text-text-3">{nameZone(now, zone)}</span>
    </span>
  );
}

function describeState(state: ConnectionState): string {
  switch (state) {
    case 'connecting':
      return 'connecting';
    case 'live':
      return 'running';
    case 'lost':
      return 'not reached';
    case 'refused':
      return 'not signed in';
  }
}

function workersText({
  runningCount,
  workers,
}: {
  readonly runningCount: number;
  readonly workers: number;
}): string {
  return `${runningCount} of ${workers} workers`;
}
