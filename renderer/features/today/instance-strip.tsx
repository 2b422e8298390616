import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useConnection } from '#renderer/data/connection-status.ts';
import { useInstance, useOperations } from '#renderer/data/instance.tsx';
import { useNow } from '#renderer/data/now.ts';
import { useZone } from '#renderer/data/preferences.ts';
import { countOf } from '#renderer/lib/count-of.ts';
import { formatNearInstant } from '#renderer/lib/format-near-instant.ts';
import { InstanceFlag } from '#renderer/parts/instance-flag.tsx';

const KINDS = { local: 'on this computer', development: 'development', production: 'production' };

/** How the instance itself does. */
export function InstanceStrip({ since }: { readonly since: number }) {
  const { name, kind } = useInstance();
  const { instance, runs } = useOperations();
  const { data: about } = useQuery(instance.describe.queryOptions());
  const { data: count } = useQuery(runs.count.queryOptions({ input: { since } }));
  const isLive = useConnection(({ state }) => state === 'live');
  const now = useNow();
  const zone = useZone();
  const failedCount = count?.byState.failed ?? 0;
  return (
    <section
      aria-label="Instance"
      className="flex h-15.5 shrink-0 items-center gap-2.5 border-t border-line px-5"
    >
      <span className="flex h-9.5 [&>span]:h-full">
        <InstanceFlag kind={kind} />
      </span>
      <div className="min-w-0">
        <div className="flex items-baseline gap-2 whitespace-nowrap">
          <span className="font-semibold">{name}</span>
          <span className="text-tiny text-text-3">{KINDS[kind]}</span>
        </div>
        <div className="truncate text-small text-text-2">
          {about?.degradedBecause != null ? (
            <span className="font-medium text-failed">{about.degradedBecause}</span>
          ) : (
            isLive &&
            about !== undefined &&
            `running, ${about.runningCount} of ${countOf(about.workers, 'worker')} busy`
          )}
        </div>
      </div>
      <div className="ml-auto text-right text-small whitespace-nowrap">
        {count !== undefined && (
          <div>
            <Link to="/runs" search={{ since }} className="counted">
              {countOf(count.total, 'run')}
            </Link>
            ,{' '}
            <Link to="/runs" search={{ since, state: ['failed'] }} className="counted">
              {failedCount} failed
            </Link>
          </div>
        )}
        {about !== undefined && (
          <div className="text-text-3">
            version {about.version}, up since {formatNearInstant(about.startedAt, zone, now)}
          </div>
        )}
      </div>
    </section>
  );
}
