import { Link } from '@tanstack/react-router';
import type { LinkProps } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import { Flame, Layers, List, Search, Settings, Sunrise } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { NightdeskMark } from '#renderer/app/nightdesk-mark.tsx';
import { useOverlays } from '#renderer/app/overlay-store.ts';
import { useInstance, useOperations } from '#renderer/data/instance.tsx';
import { InstanceFlag } from '#renderer/parts/instance-flag.tsx';
import { KeyHint } from '#renderer/ui/key-hint.tsx';

export function Rail() {
  const { name, kind } = useInstance();
  const { show } = useOverlays();
  const counts = useRailCounts();
  return (
    <nav aria-label="Screens" className="flex min-h-0 flex-col border-r border-line px-2 pb-2">
      <div className="flex h-12 shrink-0 items-center gap-2 px-2 text-[14px] font-semibold">
        <NightdeskMark />
        Nightdesk
      </div>
      <div className="mb-3 flex h-8 shrink-0 items-center gap-2 rounded-control border border-line bg-surface px-2">
        <InstanceFlag kind={kind} />
        {name}
        <span className="ml-auto text-tiny text-text-3">on this computer</span>
      </div>
      <RailLink to="/" icon={Sunrise} isExact>
        Today
      </RailLink>
      <RailLink to="/failures" icon={Flame} count={counts.failureGroups} isHot>
        Failures
      </RailLink>
      <RailLink to="/runs" icon={List} isExact>
        Runs
      </RailLink>
      <RailView search={{ state: ['running'] }} count={counts.running}>
        Running
      </RailView>
      <RailView search={{ state: ['retry_wait'] }} count={counts.retrying}>
        Retrying
      </RailView>
      <RailView search={{ state: ['held', 'unknown'] }} count={counts.waitingForPerson}>
        Waiting for you
      </RailView>
      <RailView search={{ isLate: true }} count={counts.late}>
        Late
      </RailView>
      <div className="h-2" />
      <RailLink to="/jobs" icon={Layers} count={counts.jobs}>
        Jobs
      </RailLink>
      <div className="mt-auto flex flex-col">
        <button
          type="button"
          onClick={() => show('palette')}
          className="flex h-7 items-center gap-2 rounded-control px-2 text-text-2 hover:bg-hover"
        >
          <Search size={16} className="text-text-3" aria-hidden="true" />
          Find or do
          <span className="ml-auto">
            <KeyHint keys="mod+k" />
          </span>
        </button>
        <RailLink to="/settings" icon={Settings}>
          Settings
        </RailLink>
      </div>
    </nav>
  );
}

/** What Failures shows when it is opened. */
const SHOWN_FAILURES_MS = 7 * 86_400_000;
const LIVE_STATES = ['running', 'retry_wait', 'held', 'unknown'] as const;

/** Each number is the count of exactly the rows that its link leads to. */
function useRailCounts() {
  const { runs, jobs, failures } = useOperations();
  const [since] = useState(() => Date.now() - SHOWN_FAILURES_MS);
  const live = useQuery(runs.count.queryOptions({ input: { state: [...LIVE_STATES] } })).data;
  const late = useQuery(runs.count.queryOptions({ input: { isLate: true } })).data;
  const groups = useQuery(failures.list.queryOptions({ input: { since } })).data?.groups;
  const of = (state: (typeof LIVE_STATES)[number]) => live?.byState[state] ?? 0;
  return {
    running: of('running'),
    retrying: of('retry_wait'),
    waitingForPerson: of('held') + of('unknown'),
    late: late?.total ?? 0,
    jobs: useQuery(jobs.list.queryOptions()).data?.jobs.length ?? 0,
    failureGroups: groups?.filter(({ openCount }) => openCount > 0).length ?? 0,
  };
}

const ROW = 'flex items-center gap-2 rounded-control px-2 text-text-2 hover:bg-hover';
const ACTIVE = 'bg-selected font-medium text-text-1';

function RailLink(props: {
  readonly to: '/' | '/failures' | '/runs' | '/jobs' | '/settings';
  readonly icon: LucideIcon;
  readonly children: ReactNode;
  readonly count?: number;
  readonly isHot?: boolean;
  readonly isExact?: boolean;
}) {
  const { to, icon: Icon, children, count = 0, isHot = false, isExact = false } = props;
  return (
    <Link
      to={to}
      activeOptions={{ exact: isExact, includeSearch: false }}
      className={`${ROW} h-7 shrink-0`}
      activeProps={{ className: ACTIVE, 'aria-current': 'page' }}
    >
      <Icon size={16} className="text-text-3" aria-hidden="true" />
      {children}
      {count > 0 && (
        <span
          className={`ml-auto text-small ${isHot ? 'font-semibold text-failed' : 'text-text-3'}`}
        >
          {count}
        </span>
      )}
    </Link>
  );
}

/** A view of Runs, under it. */
function RailView(props: {
  readonly search: LinkProps<'a', ReturnType<typeof Object>, string, '/runs'>['search'];
  readonly count: number;
  readonly children: ReactNode;
}) {
  return (
    <Link
      to="/runs"
      search={props.search as never}
      activeOptions={{ exact: true, includeSearch: true }}
      className={`${ROW} h-6.5 shrink-0 pl-8 text-small`}
      activeProps={{ className: ACTIVE }}
    >
      {props.children}
      {props.count > 0 && <span className="ml-auto text-text-3">{props.count}</span>}
    </Link>
  );
}
