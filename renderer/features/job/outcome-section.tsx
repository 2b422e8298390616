import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { JobSummary } from '#shared/contract/job-schema.ts';
import { useOperations } from '#renderer/data/instance.tsx';
import { useNow } from '#renderer/data/now.ts';
import { useZone } from '#renderer/data/preferences.ts';
import { formatDurationText } from '#renderer/lib/duration-parts.ts';
import { formatInstant } from '#renderer/lib/format-instant.ts';
import { Duration } from '#renderer/parts/duration.tsx';
import type { Outcome } from '#renderer/parts/outcome-strip.tsx';
import { OutcomeBar, outcomesText, sharesOf } from '#renderer/parts/outcome-strip.tsx';
import { wordOfState } from '#renderer/parts/state-word.tsx';
import { SectionHeading } from '#renderer/ui/section-heading.tsx';

const WIDTH = 20;
const HEIGHT = 44;

/** The newest runs that are over, as bars as high as they were long; each leads to its run. */
export function OutcomeSection({ job }: { readonly job: string }) {
  const { data } = useQuery(useOperations().jobs.summaries.queryOptions());
  const summary = data?.summaries.find(({ job: name }) => name === job);
  const outcomes = summary?.outcomes ?? [];
  const shares = sharesOf(outcomes);
  return (
    <section aria-label="Outcomes">
      <SectionHeading
        title="Outcomes"
        detail={outcomes.length === 0 ? undefined : outcomesText(outcomes).toLowerCase()}
      />
      <div className="flex min-h-12 flex-wrap items-end gap-x-6 gap-y-2">
        {outcomes.length === 0 ? (
          <p className="self-start text-text-2">{data !== undefined && 'No run is over yet.'}</p>
        ) : (
          <ol className="flex items-end gap-1">
            {outcomes.map((outcome, index) => (
              <OutcomeLink key={outcome.run} outcome={outcome} share={shares[index] ?? 0} />
            ))}
          </ol>
        )}
        {summary !== undefined && outcomes.length > 0 && <Figures summary={summary} />}
      </div>
    </section>
  );
}

function OutcomeLink({ outcome, share }: { readonly outcome: Outcome; readonly share: number }) {
  const now = useNow();
  const zone = useZone();
  const { run, state, endedAt, durationMs } = outcome;
  const took = durationMs === null ? 'never started' : formatDurationText(durationMs);
  const text = `${wordOfState(state)} at ${formatInstant(endedAt, zone, now)}, ${took}`;
  return (
    <li>
      <Link
        to="/runs/$run"
        params={{ run }}
        title={text}
        className="block rounded-mark hover:bg-hover"
      >
        <svg width={WIDTH} height={HEIGHT} role="img" aria-label={`Run ${run}: ${text}`}>
          <OutcomeBar state={state} width={WIDTH} height={HEIGHT} share={share} />
        </svg>
      </Link>
    </li>
  );
}

function Figures({ summary }: { readonly summary: JobSummary }) {
  const { job, medianMs, p95Ms, succeededCount, settledCount } = summary;
  return (
    <dl className="grid grid-cols-[auto_auto] gap-x-3 text-small">
      <dt className="text-text-3">p50</dt>
      <dd>
        <Duration ms={medianMs} />
      </dd>
      <dt className="text-text-3">p95</dt>
      <dd>
        <Duration ms={p95Ms} />
      </dd>
      <dt className="text-text-3">Succeeded</dt>
      <dd className="whitespace-nowrap">
        <Link to="/runs" search={{ job, state: ['succeeded', 'failed'] }} className="counted">
          {succeededCount} of {settledCount}
        </Link>
      </dd>
    </dl>
  );
}
