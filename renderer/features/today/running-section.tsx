import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { Run } from '#shared/contract/run-schema.ts';
import { useOperations } from '#renderer/data/instance.tsx';
import { useNow } from '#renderer/data/now.ts';
import { detailOf } from '#renderer/features/today/detail-of.ts';
import { useIsHeld } from '#renderer/features/today/still-column.tsx';
import { formatDurationText, formatRoughDuration } from '#renderer/lib/duration-parts.ts';
import { Duration } from '#renderer/parts/duration.tsx';
import { StateMark } from '#renderer/parts/state-mark.tsx';
import { useSteadyRows } from '#renderer/parts/use-steady-rows.ts';
import { NewsButton } from '#renderer/ui/news-button.tsx';
import { ProgressBar } from '#renderer/ui/progress-bar.tsx';
import { SectionHeading } from '#renderer/ui/section-heading.tsx';

const SHOWN = 6;
/** Where the median stands on the bar, so that there is room for what takes longer. */
const MEDIAN_AT = 0.72;
/** From how many times the median on a run counts as running long. */
const LONG = 1.25;

/** What is being done, each against how long it usually takes; the oldest first, so that new ones come below. */
export function RunningSection() {
  const { runs, jobs } = useOperations();
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
  const summaries = useQuery(jobs.summaries.queryOptions()).data?.summaries ?? [];
  const medians = new Map(summaries.map(({ job, medianMs }) => [job, medianMs]));
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
            <RunningRow key={row.id} run={row} medianMs={medians.get(row.job) ?? null} />
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

function RunningRow({ run, medianMs }: { readonly run: Run; readonly medianMs: number | null }) {
  const now = useNow();
  const startedAt = run.attempts.at(-1)?.startedAt ?? run.startedAt ?? now;
  const elapsedMs = Math.max(0, now - startedAt);
  const share = medianMs === null ? 0 : (elapsedMs / Math.max(1, medianMs)) * MEDIAN_AT;
  const isLong = medianMs !== null && elapsedMs > medianMs * LONG;
  const usual = medianMs === null ? 'no median' : `median ${formatRoughDuration(medianMs)}`;
  return (
    <li className="grid h-9.5 grid-cols-[20px_minmax(0,1fr)_132px] xl:grid-cols-[20px_minmax(0,1fr)_146px] items-center gap-x-2">
      <StateMark name="running" label="running" />
      <Link
        to="/runs/$run"
        params={{ run: run.id }}
        title={run.requestLine}
        className="truncate font-medium hover:underline"
      >
        {run.job}
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
