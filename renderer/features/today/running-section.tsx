import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { Run } from '#shared/contract/run-schema.ts';
import { useOperations } from '#renderer/data/instance.tsx';
import { detailOf } from '#renderer/features/today/detail-of.ts';
import { useIsHeld } from '#renderer/features/today/still-column.tsx';
import { RunningRow } from '#renderer/parts/running-row.tsx';
import { useMedians } from '#renderer/parts/use-medians.ts';
import { useSteadyRows } from '#renderer/parts/use-steady-rows.ts';
import { NewsButton } from '#renderer/ui/news-button.tsx';
import { SectionHeading } from '#renderer/ui/section-heading.tsx';

const SHOWN = 6;

/** What is being done, each against how long it usually takes; the oldest first, so that new ones come below. */
export function RunningSection() {
  const { runs } = useOperations();
  const state: Run['state'][] = ['running'];
  const latest = useQuery(runs.list.queryOptions({ input: { state, limit: 100 } }));
  const count = useQuery(runs.count.queryOptions({ input: { state } }));
  const rows = useMemo(() => latest.data?.runs.toReversed().slice(0, SHOWN), [latest.data]);
  const steady = useSteadyRows({
    rows,
    keyOf: ({ id }) => id,
    isHeld: useIsHeld(),
    isLoose: true,
  });
  const medians = useMedians();
  return (
    <section aria-label="Running now">
      <SectionHeading
        title="Running now"
        detail={detailOf(count, ({ total }) =>
          total === 0 ? (
            'nothing'
          ) : (
            <Link to="/runs" search={{ state }} className="counted">
              {total}
            </Link>
          ),
        )}
        action={<NewsButton {...steady} />}
      />
      <ul>
        {steady.rows.map(({ row, isGone }) =>
          isGone ? (
            <EndedRow key={row.id} run={row} />
          ) : (
            <RunningRow
              key={row.id}
              run={row.id}
              job={row.job}
              title={row.requestLine}
              startedAt={row.attempts.at(-1)?.startedAt ?? row.startedAt ?? row.createdAt}
              medianMs={medians.get(row.job) ?? null}
            />
          ),
        )}
      </ul>
    </section>
  );
}

/** It has ended; it keeps its place for as long as somebody points at the column. */
function EndedRow({ run }: { readonly run: Run }) {
  return (
    <li className="grid h-9.5 grid-cols-[20px_minmax(0,1fr)_auto] items-center gap-x-2 text-text-3">
      <span />
      <Link
        to="/runs/$run"
        params={{ run: run.id }}
        title={run.requestLine}
        className="truncate hover:underline"
      >
        {run.job}
      </Link>
      <span className="text-small">has ended</span>
    </li>
  );
}
