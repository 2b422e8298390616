import { Link, useLocation } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import { Flame, Layers, List, Search, Settings, Sunrise } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { useState } from 'react';
import type { RunFilter } from '#shared/contract/run-filter.ts';
import { NightdeskMark } from '#renderer/app/nightdesk-mark.tsx';
import { useOverlays } from '#renderer/app/overlay-store.ts';
import { titleOfView, useRunViews } from '#renderer/app/run-views.ts';
import { useInstance, useOperations } from '#renderer/data/instance.tsx';
import { InstanceFlag } from '#renderer/parts/instance-flag.tsx';
import { KeyHint } from '#renderer/ui/key-hint.tsx';

export function Rail() {
  const { name, kind } = useInstance();
  const { show } = useOverlays();
  const counts = useRailCounts();
  const views = useRunViews();
  const { pathname: place, search } = useLocation();
  const isAt = (screen: string) => place === screen || place.startsWith(`${screen}/`);
  const view = place === '/runs' ? titleOfView(views, search) : null;
  return (
    <nav aria-label="Screens" className="flex min-h-0 flex-col border-r border-line px-2 pb-2">
      <div className="flex h-12 shrink-0 items-center gap-2 px-2 text-[14px] font-semibold">
        <NightdeskMark />
        Nightdesk
      </div>
      <div className="mb-2 flex h-7 shrink-0 items-center gap-2 px-2">
        <InstanceFlag kind={kind} />
        {name}
        <span className="ml-auto text-tiny text-text-3">on this computer</span>
      </div>
      <RailLink to="/" icon={Sunrise} isLit={place === '/'}>
        Today
      </RailLink>
      <RailLink
        to="/failures"
        icon={Flame}
        count={counts.failureGroups}
        isHot
        isLit={isAt('/failures')}
      >
        Failures
      </RailLink>
      <RailLink to="/runs" icon={List} isLit={isAt('/runs') && view === null}>
        Runs
      </RailLink>
      {views.map(({ title, search, count }) => (
        <RailView key={title} search={search} count={count} isLit={view === title}>
          {title}
        </RailView>
      ))}
      <div className="h-2" />
      <RailLink to="/jobs" icon={Layers} count={counts.jobs} isLit={isAt('/jobs')}>
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
        <RailLink to="/settings" icon={Settings} isLit={isAt('/settings')}>
          Settings
        </RailLink>
      </div>
    </nav>
  );
}

/** What Failures shows when it is opened. */
const SHOWN_FAILURES_MS = 7 * 86_400_000;

function useRailCounts() {
  const { jobs, failures } = useOperations();
  const [since] = useState(() => Date.now() - SHOWN_FAILURES_MS);
  const groups = useQuery(failures.list.queryOptions({ input: { since } })).data?.groups;
  return {
    jobs: useQuery(jobs.list.queryOptions()).data?.jobs.length ?? 0,
    failureGroups: groups?.filter(({ openCount }) => openCount > 0).length ?? 0,
  };
}

const ROW = 'flex items-center gap-2 rounded-control px-2 hover:bg-hover';
const LIT = 'bg-selected font-medium text-text-1';
const UNLIT = 'text-text-2';

function RailLink(props: {
  readonly to: '/' | '/failures' | '/runs' | '/jobs' | '/settings';
  readonly icon: LucideIcon;
  readonly children: ReactNode;
  readonly isLit: boolean;
  readonly count?: number;
  readonly isHot?: boolean;
}) {
  const { to, icon: Icon, children, isLit, count = 0, isHot = false } = props;
  return (
    <Link
      to={to}
      aria-current={isLit ? 'page' : undefined}
      className={`${ROW} h-7 shrink-0 ${isLit ? LIT : UNLIT}`}
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
  readonly search: RunFilter;
  readonly count: number;
  readonly isLit: boolean;
  readonly children: ReactNode;
}) {
  const { search, count, isLit, children } = props;
  return (
    <Link
      to="/runs"
      search={search as never}
      aria-current={isLit ? 'page' : undefined}
      className={`${ROW} h-6.5 shrink-0 pl-8 text-small ${isLit ? LIT : UNLIT}`}
    >
      {children}
      {count > 0 && <span className="ml-auto text-text-3">{count}</span>}
    </Link>
  );
}
