import { Link, useLocation } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import { Search } from 'lucide-react';
import type { ReactNode } from 'react';
import { useState } from 'react';
import type { RunFilter } from '#shared/contract/run-filter.ts';
import { useOverlays } from '#renderer/app/overlay-store.ts';
import type { Place } from '#renderer/app/places.ts';
import { PLACES } from '#renderer/app/places.ts';
import { PlaceName, RailFrame, railRow } from '#renderer/app/rail-frame.tsx';
import { titleOfView, useRunViews } from '#renderer/app/run-views.ts';
import { useInstance, useOperations } from '#renderer/data/instance.tsx';
import { needsSomebody } from '#renderer/parts/failure-groups/failure-group.ts';
import { InstanceFlag } from '#renderer/parts/instance-flag.tsx';
import { KeyHint } from '#renderer/ui/key-hint.tsx';

export function Rail() {
  const { name, kind } = useInstance();
  const { show } = useOverlays();
  const counts = useRailCounts();
  const views = useRunViews();
  const { pathname: at, search } = useLocation();
  const view = at === '/runs' ? titleOfView(views, search) : null;
  const isLit = (place: Place) =>
    place === PLACES.runs ? isAt(at, place) && view === null : isAt(at, place);
  return (
    <RailFrame
      instance={
        <>
          <InstanceFlag kind={kind} />
          {name}
          <span className="ml-auto text-tiny text-text-3">on this computer</span>
        </>
      }
      row={(place) => (
        <RailLink place={place} isLit={isLit(place)} count={counts.get(place) ?? 0} />
      )}
      views={views.map(({ title, search: filter, count }) => (
        <RailView key={title} search={filter} count={count} isLit={view === title}>
          {title}
        </RailView>
      ))}
      search={
        <button type="button" onClick={() => show('palette')} className={railRow({ isLit: false })}>
          <Search size={16} className="text-text-3" aria-hidden="true" />
          Find or do
          <span className="ml-auto">
            <KeyHint keys="mod+k" />
          </span>
        </button>
      }
    />
  );
}

function isAt(path: string, { to }: Place): boolean {
  return path === to || (to !== '/' && path.startsWith(`${to}/`));
}

/** What Failures shows when it is opened. */
const SHOWN_FAILURES_MS = 7 * 86_400_000;

function useRailCounts(): ReadonlyMap<Place, number> {
  const { jobs, failures } = useOperations();
  const [since] = useState(() => Date.now() - SHOWN_FAILURES_MS);
  const groups = useQuery(failures.list.queryOptions({ input: { since } })).data?.groups ?? [];
  const jobCount = useQuery(jobs.list.queryOptions()).data?.jobs.length ?? 0;
  return new Map<Place, number>([
    [PLACES.failures, groups.filter(needsSomebody).length],
    [PLACES.jobs, jobCount],
  ]);
}

function RailLink(props: {
  readonly place: Place;
  readonly isLit: boolean;
  readonly count: number;
}) {
  const { place, isLit, count } = props;
  return (
    <Link to={place.to} aria-current={isLit ? 'page' : undefined} className={railRow({ isLit })}>
      <PlaceName place={place} />
      {count > 0 && (
        <span
          className={`ml-auto text-small ${place === PLACES.failures ? 'font-semibold text-failed' : 'text-text-3'}`}
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
      className={railRow({ isLit, isUnder: true })}
    >
      {children}
      {count > 0 && <span className="ml-auto text-text-3">{count}</span>}
    </Link>
  );
}
