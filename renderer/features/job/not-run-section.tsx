import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { TimeJumpView } from '#shared/contract/activity-schema.ts';
import type { Occurrence } from '#shared/contract/job-schema.ts';
import { useOperations } from '#renderer/data/instance.tsx';
import { useNow } from '#renderer/data/now.ts';
import { useZone } from '#renderer/data/preferences.ts';
import { Moment } from '#renderer/parts/moment.tsx';
import { markOfDisposition } from '#renderer/parts/state-mark.tsx';
import { StateWord } from '#renderer/parts/state-word.tsx';
import { jumpOfMissed, wordsOfJump } from '#renderer/parts/times/words-of-jump.ts';
import { wordsOfReason } from '#renderer/parts/words-of-reason.ts';
import { SectionHeading } from '#renderer/ui/section-heading.tsx';

/** The newest occurrences that are looked through, and how many of those that did not run are shown. */
const LOOKED_THROUGH = 500;
const SHOWN = 20;

/** Times at which it should have run and did not, with the reason: nothing is left out silently. */
export function NotRunSection({ job }: { readonly job: string }) {
  const { jobs } = useOperations();
  const input = { job, limit: LOOKED_THROUGH };
  const { data } = useQuery(jobs.occurrences.queryOptions({ input }));
  const occurrences = (data?.occurrences ?? []).filter(
    ({ disposition }) => disposition !== 'dispatched',
  );
  const { activity } = useOperations();
  const since = occurrences.findLast(({ reason }) => reason !== null)?.nominalAt ?? 0;
  const jumps = useQuery(
    activity.timeJumps.queryOptions({
      input: { since, limit: LOOKED_THROUGH },
      enabled: occurrences.length > 0,
    }),
  );
  if (occurrences.length === 0) return null;
  return (
    <section aria-label="Did not run">
      <SectionHeading
        title="Did not run when due"
        detail={`${occurrences.length > SHOWN ? `newest ${SHOWN} of ` : ''}${occurrences.length}`}
      />
      <ul>
        {occurrences.slice(0, SHOWN).map((occurrence) => (
          <NotRunRow
            key={`${occurrence.trigger} ${occurrence.nominalAt} ${occurrence.disposition}`}
            occurrence={occurrence}
            jump={jumpOfMissed(occurrence, jumps.data?.jumps ?? [])}
          />
        ))}
      </ul>
    </section>
  );
}

function NotRunRow({
  occurrence,
  jump,
}: {
  readonly occurrence: Occurrence;
  readonly jump: TimeJumpView | null;
}) {
  const now = useNow();
  const zone = useZone();
  const { nominalAt, throughAt, count, disposition, reason, run } = occurrence;
  const words = whyNot(reason, jump && wordsOfJump(jump, zone, now));
  return (
    <li className="grid min-h-7 grid-cols-[104px_152px_minmax(0,1fr)_auto] items-center gap-x-3 border-b border-line last:border-b-0">
      <StateWord mark={markOfDisposition(disposition)} word={disposition} />
      <Moment at={nominalAt} />
      <span className="truncate text-text-2" title={words}>
        {count > 1 && (
          <>
            {count.toLocaleString('en')} times up to <Moment at={throughAt} />:{' '}
          </>
        )}
        {words}
      </span>
      {run !== null && (
        <Link to="/runs/$run" params={{ run }} className="machine counted">
          {run}
        </Link>
      )}
    </li>
  );
}

/** The machine's sleep says more than that nobody was there. */
function whyNot(reason: string | null, jump: string | null): string {
  if (jump === null) return wordsOfReason(reason);
  return reason === 'missed' ? jump : `${wordsOfReason(reason)}; ${jump}`;
}
