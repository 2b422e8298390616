import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { Occurrence } from '#shared/contract/job-schema.ts';
import type { Run } from '#shared/contract/run-schema.ts';
import { useOperations } from '#renderer/data/instance.tsx';
import { useNow } from '#renderer/data/now.ts';
import { useZone } from '#renderer/data/preferences.ts';
import { detailOf } from '#renderer/features/today/detail-of.ts';
import { keyOfMissed, missedSpans } from '#renderer/features/today/missed-spans.ts';
import { useIsHeld } from '#renderer/features/today/still-column.tsx';
import { JumpRow, MovedRow } from '#renderer/features/today/time-rows.tsx';
import { TaskRow } from '#renderer/features/today/task-row.tsx';
import { countOf } from '#renderer/lib/count-of.ts';
import { formatRoughDuration } from '#renderer/lib/duration-parts.ts';
import { formatNearInstant } from '#renderer/lib/format-near-instant.ts';
import { markOfDisposition, markOfRun } from '#renderer/parts/state-mark.tsx';
import { useSteadyRows } from '#renderer/parts/use-steady-rows.ts';
import { wordsOfReason } from '#renderer/parts/words-of-reason.ts';
import { Button } from '#renderer/ui/button.tsx';
import { NewsButton } from '#renderer/ui/news-button.tsx';
import { SectionHeading } from '#renderer/ui/section-heading.tsx';

const SHOWN = 4;
/** Enough to see what a job that fires often has missed as one. */
const ASKED = 200;
/** A shorter sleep made nothing late that is worth a word. */
const TOLD_FROM_MS = 60_000;

/** What should have started and has not, and what did not run when it was due. */
export function LateSection({ since }: { readonly since: number }) {
  const { runs, activity } = useOperations();
  const late = useQuery(runs.list.queryOptions({ input: { isLate: true, limit: SHOWN } }));
  const count = useQuery(runs.count.queryOptions({ input: { isLate: true } })).data?.total ?? 0;
  const missed = useQuery(activity.missed.queryOptions({ input: { since, limit: ASKED } }));
  const spans = useMemo(
    () => missed.data && missedSpans(missed.data.occurrences, SHOWN),
    [missed.data],
  );
  const times = useTimeRows(since);
  const isHeld = useIsHeld();
  const lateRows = useSteadyRows({ rows: late.data?.runs, keyOf: ({ id }) => id, isHeld });
  const missedRows = useSteadyRows({
    rows: spans,
    keyOf: keyOfMissed,
    asked: String(since),
    isHeld,
  });
  const hasNone = lateRows.rows.length + missedRows.rows.length + times.length === 0;
  return (
    <section aria-label="Late and missed">
      <SectionHeading
        title="Late and missed"
        detail={detailOf(bothOf(late, missed), () => (hasNone ? 'nothing' : undefined))}
        action={
          <>
            <NewsButton
              newCount={lateRows.newCount + missedRows.newCount}
              showNew={() => {
                lateRows.showNew();
                missedRows.showNew();
              }}
            />
            {count > SHOWN && (
              <Link to="/runs" search={{ isLate: true }} className="counted">
                all {count} late runs
              </Link>
            )}
          </>
        }
      />
      <ul>
        {times}
        {lateRows.rows.map(({ row, isGone }) => (
          <LateRow key={row.id} run={row} isGone={isGone} />
        ))}
        {missedRows.rows.map(({ row }) => (
          <MissedRow key={keyOfMissed(row)} occurrence={row} />
        ))}
      </ul>
    </section>
  );
}

/** Why there may be so much: sleep, clocks that were set, instants that were moved. */
function useTimeRows(since: number) {
  const { activity } = useOperations();
  const input = { since, limit: SHOWN };
  const jumps = useQuery(activity.timeJumps.queryOptions({ input })).data?.jumps ?? [];
  const moved = useQuery(activity.moved.queryOptions({ input })).data?.moved ?? [];
  const long = jumps.filter(({ fromAt, toAt }) => Math.abs(toAt - fromAt) >= TOLD_FROM_MS);
  return [
    ...long.map((jump) => <JumpRow key={`${jump.seenAt} ${jump.cause}`} jump={jump} />),
    ...moved.map((one) => (
      <MovedRow key={`${one.movedAt} ${one.job} ${one.trigger}`} moved={one} />
    )),
  ];
}

/** Two readings as one: nothing is known until both are. */
function bothOf(
  one: { readonly data: unknown; readonly error: unknown },
  other: { readonly data: unknown; readonly error: unknown },
) {
  const areKnown = one.data !== undefined && other.data !== undefined;
  return { data: areKnown || undefined, error: one.error ?? other.error };
}

function LateRow({ run, isGone }: { readonly run: Run; readonly isGone: boolean }) {
  const { runs } = useOperations();
  const navigate = useNavigate();
  const now = useNow();
  const zone = useZone();
  const { data } = useQuery(
    runs.explain.queryOptions({ input: { run: run.id }, enabled: !isGone }),
  );
  const waitingMs = now - (run.readyAt ?? run.dueAt);
  const why = isGone ? '' : (data?.gates[0]?.sentence ?? data?.sentence ?? '');
  const words = isGone
    ? 'is late no more'
    : `due ${formatNearInstant(run.dueAt, zone, now)}, waits for ${formatRoughDuration(waitingMs)}`;
  return (
    <TaskRow
      mark={isGone ? null : markOfRun(run.state)}
      detail={
        <span className="truncate" title={why}>
          {why}
        </span>
      }
      actions={
        !isGone && (
          <Button
            size="small"
            aria-label={`Why is ${run.job} late?`}
            onClick={() => void navigate({ to: '/runs/$run', params: { run: run.id } })}
          >
            Why
          </Button>
        )
      }
    >
      <Link
        to="/runs/$run"
        params={{ run: run.id }}
        className={`hover:underline ${isGone ? 'text-text-2' : 'font-medium'}`}
      >
        {run.job}
      </Link>{' '}
      <span className={isGone ? 'text-text-3' : 'text-text-2'}>{words}</span>
    </TaskRow>
  );
}

const WORDS: Readonly<Record<Occurrence['disposition'], string>> = {
  dispatched: 'missed, caught up since',
  coalesced: 'missed, covered by one run',
  skipped: 'missed, skipped',
  held: 'missed, held for you',
  expired: 'missed, expired',
};

function MissedRow({ occurrence }: { readonly occurrence: Occurrence }) {
  const { job, nominalAt, throughAt, count, disposition, reason, run } = occurrence;
  const navigate = useNavigate();
  const now = useNow();
  const zone = useZone();
  const from = formatNearInstant(nominalAt, zone, now);
  const span = count === 1 ? from : `${from} to ${formatNearInstant(throughAt, zone, now)}`;
  return (
    <TaskRow
      mark={markOfDisposition(disposition)}
      detail={
        <span className="truncate" title={wordsOfReason(reason) || span}>
          {span}
          {reason !== null && `: ${wordsOfReason(reason)}`}
        </span>
      }
      actions={
        run !== null && (
          <Button
            size="small"
            aria-label={`Open the run of ${job}`}
            onClick={() => void navigate({ to: '/runs/$run', params: { run } })}
          >
            Open
          </Button>
        )
      }
    >
      <Link to="/jobs/$job" params={{ job }} className="font-medium hover:underline">
        {job}
      </Link>{' '}
      <span className="text-text-2">
        {countOf(count, 'occurrence')} {WORDS[disposition]}
      </span>
    </TaskRow>
  );
}
