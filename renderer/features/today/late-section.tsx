import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import type { Occurrence } from '#shared/contract/job-schema.ts';
import type { Run } from '#shared/contract/run-schema.ts';
import { useOperations } from '#renderer/data/instance.tsx';
import { useNow } from '#renderer/data/now.ts';
import { useZone } from '#renderer/data/preferences.ts';
import { useStill } from '#renderer/features/today/still-column.tsx';
import { TaskRow } from '#renderer/features/today/task-row.tsx';
import { countOf } from '#renderer/lib/count-of.ts';
import { formatRoughDuration } from '#renderer/lib/duration-parts.ts';
import { formatNearInstant } from '#renderer/lib/format-near-instant.ts';
import { markOfDisposition, markOfRun } from '#renderer/parts/state-mark.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { SectionHeading } from '#renderer/ui/section-heading.tsx';

const SHOWN = 4;

/** What should have started and has not, and what did not run when it was due. */
export function LateSection({ since }: { readonly since: number }) {
  const { runs, activity } = useOperations();
  const lateNow = useQuery(runs.list.queryOptions({ input: { isLate: true, limit: SHOWN } })).data;
  const lateCount = useQuery(runs.count.queryOptions({ input: { isLate: true } })).data?.total ?? 0;
  const missedNow = useQuery(activity.missed.queryOptions({ input: { since, limit: SHOWN } })).data;
  const lateRuns = useStill(lateNow)?.runs ?? [];
  const occurrences = useStill(missedNow)?.occurrences ?? [];
  const hasNone = lateRuns.length === 0 && occurrences.length === 0;
  return (
    <section aria-label="Late and missed">
      <SectionHeading
        title="Late and missed"
        detail={hasNone ? 'nothing' : undefined}
        action={
          lateCount > SHOWN && (
            <Link to="/runs" search={{ isLate: true }} className="counted">
              all {lateCount} late runs
            </Link>
          )
        }
      />
      <ul>
        {lateRuns.map((run) => (
          <LateRow key={run.id} run={run} />
        ))}
        {occurrences.map((occurrence) => (
          <MissedRow
            key={`${occurrence.job} ${occurrence.trigger} ${occurrence.nominalAt}`}
            occurrence={occurrence}
          />
        ))}
      </ul>
    </section>
  );
}

function LateRow({ run }: { readonly run: Run }) {
  const { runs } = useOperations();
  const navigate = useNavigate();
  const now = useNow();
  const zone = useZone();
  const { data } = useQuery(runs.explain.queryOptions({ input: { run: run.id } }));
  const waitingMs = now - (run.readyAt ?? run.dueAt);
  const why = data?.gates[0]?.sentence ?? data?.sentence ?? '';
  return (
    <TaskRow
      mark={markOfRun(run.state)}
      detail={
        <span className="truncate" title={why}>
          {why}
        </span>
      }
      actions={
        <Button
          size="small"
          aria-label={`Why is ${run.job} late?`}
          onClick={() => void navigate({ to: '/runs/$run', params: { run: run.id } })}
        >
          Why
        </Button>
      }
    >
      <Link to="/runs/$run" params={{ run: run.id }} className="font-medium hover:underline">
        {run.job}
      </Link>{' '}
      <span className="text-text-2">
        due {formatNearInstant(run.dueAt, zone, now)}, waits for {formatRoughDuration(waitingMs)}
      </span>
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
        <span className="truncate" title={reason ?? span}>
          {span}
          {reason !== null && `: ${reason}`}
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
