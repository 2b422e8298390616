import { useQuery } from '@tanstack/react-query';
import type { ExcludedFiresView, FireTime, Job, TriggerView } from '#shared/contract/job-schema.ts';
import type { Method } from '#shared/domain/method.ts';
import { isCaused } from '#shared/domain/trigger.ts';
import type { Trigger } from '#shared/domain/trigger.ts';
import { useOperations } from '#renderer/data/instance.tsx';
import { useNow } from '#renderer/data/now.ts';
import { useZone } from '#renderer/data/preferences.ts';
import { wordsOfDuration, wordsOfMisfire } from '#renderer/features/job/policy-words.ts';
import { formatClock } from '#renderer/lib/format-instant.ts';
import { formatNearInstant } from '#renderer/lib/format-near-instant.ts';
import { definitionOf } from '#renderer/parts/job-definition.ts';
import { Moment } from '#renderer/parts/moment.tsx';
import { PauseControl } from '#renderer/parts/pauses/pause-control.tsx';
import { PauseFacts } from '#renderer/parts/pauses/pause-facts.tsx';
import { wordsOfBounds, wordsOfSchedule, zoneOfSchedule } from '#renderer/parts/schedule-words.ts';
import { SectionHeading } from '#renderer/ui/section-heading.tsx';

const FIRES = 5;
/** Several triggers share what is asked for: a frequent one must not crowd out a rare one too soon. */
const ASKED = 200;

/** When it fires: each trigger in words, as it was written, and its next five times. */
export function TriggerSection({ job }: { readonly job: Job }) {
  const { jobs } = useOperations();
  const { triggers } = definitionOf(job);
  const limit = triggers.length > 1 ? ASKED : FIRES;
  const { data } = useQuery(jobs.fireTimes.queryOptions({ input: { job: job.name, limit } }));
  return (
    <section aria-label="Triggers">
      <SectionHeading title="Triggers" />
      {triggers.length === 0 && (
        <p className="text-text-2">None: it runs when somebody runs it by hand.</p>
      )}
      <ul>
        {triggers.map((trigger) => (
          <TriggerRow
            key={trigger.key}
            job={job.name}
            trigger={trigger}
            method={job.method}
            view={job.triggers.find(({ key }) => key === trigger.key)}
            fires={(data?.fireTimes ?? []).filter(({ trigger: key }) => key === trigger.key)}
            excluded={(data?.excluded ?? []).filter(({ trigger: key }) => key === trigger.key)}
          />
        ))}
      </ul>
    </section>
  );
}

function TriggerRow(props: {
  readonly job: string;
  readonly trigger: Trigger;
  readonly method: Method;
  readonly view: TriggerView | undefined;
  readonly fires: readonly FireTime[];
  readonly excluded: readonly ExcludedFiresView[];
}) {
  const { job, trigger, method, view, fires, excluded } = props;
  const on = { scope: 'trigger', job, trigger: trigger.key } as const;
  return (
    <li className="flex flex-col gap-1 border-b border-line py-2 first:pt-0 last:border-b-0">
      <span className="flex items-start justify-between gap-3">
        <TriggerWords trigger={trigger} next={fires[0]?.at ?? null} />
        <PauseControl on={on} isPaused={view?.paused != null} />
      </span>
      <span className="machine break-words text-text-2">{view?.schedule}</span>
      {view?.paused != null && (
        <span className="text-held">
          <span className="font-medium">Paused</span> <PauseFacts pause={view.paused} />
        </span>
      )}
      <ol className="flex flex-col">
        {fires.slice(0, FIRES).map(({ at, startsAt }) => (
          <li key={at} className="flex h-5.5 items-center justify-between gap-3">
            <Moment at={startsAt} />
            <span className="text-small text-text-3">
              <Moment at={startsAt} as="relative" />
            </span>
          </li>
        ))}
      </ol>
      <LeftOut excluded={excluded} lastAt={fires[FIRES - 1]?.at ?? Infinity} />
      {!isCaused(trigger.schedule) && (
        <span className="text-small text-text-3">
          On time within {wordsOfDuration(trigger.graceMs)}.{' '}
          {wordsOfMisfire(trigger.misfire, method)}
          {trigger.misfire !== 'skip' &&
            `; older than ${wordsOfDuration(trigger.windowMs)} is left out`}
          .
        </span>
      )}
    </li>
  );
}

/** What would stand among its next times, but for an exclusion. */
function LeftOut(props: {
  readonly excluded: readonly ExcludedFiresView[];
  readonly lastAt: number;
}) {
  const now = useNow();
  const zone = useZone();
  const shown = props.excluded.filter(({ at }) => at < props.lastAt).slice(0, FIRES);
  return shown.map(({ at, throughAt, because }) => (
    <span key={at} className="text-small text-text-3">
      Left out: {formatNearInstant(at, zone, now)}
      {throughAt > at && ` to ${formatNearInstant(throughAt, zone, now)}`} ({because})
    </span>
  ));
}

/** In words with the zone that they are meant in; where the clocks here show something else, that too. */
function TriggerWords({
  trigger,
  next,
}: {
  readonly trigger: Trigger;
  readonly next: number | null;
}) {
  const shownZone = useZone();
  const zone = zoneOfSchedule(trigger.schedule);
  const here = next === null || zone === null ? null : formatClock(next, shownZone);
  const isElsewhere = here !== null && zone !== null && formatClock(next ?? 0, zone) !== here;
  return (
    <span className="font-medium">
      {wordsOfSchedule(trigger.schedule)}
      {zone !== null && ` ${zone}`}
      {wordsOfBounds(trigger)}
      {isElsewhere && <span className="font-normal text-text-3"> ({here} here)</span>}
    </span>
  );
}
