import { useQuery } from '@tanstack/react-query';
import { useOperations } from '#renderer/data/instance.tsx';
import { PauseControl } from '#renderer/parts/pauses/pause-control.tsx';
import { PauseList } from '#renderer/parts/pauses/pause-list.tsx';
import { SectionHeading } from '#renderer/ui/section-heading.tsx';

/** What a person has stopped: who, since when, why and until when. */
export function PausedSection() {
  const { data } = useQuery(useOperations().pauses.list.queryOptions());
  const pauses = data?.pauses ?? [];
  const isAllPaused = pauses.some(({ scope }) => scope === 'scheduler');
  return (
    <section aria-label="Paused">
      <SectionHeading
        title="Paused"
        detail={data === undefined ? undefined : pauses.length === 0 ? 'nothing' : pauses.length}
        action={
          !isAllPaused && (
            <PauseControl on={{ scope: 'scheduler' }} isPaused={false} verb="Pause everything" />
          )
        }
      />
      <PauseList pauses={pauses} />
      {data !== undefined && pauses.length === 0 && (
        <p className="text-text-2">
          The scheduler, a job, one of its triggers or a concurrency key can be paused, with a
          reason and until a time.
        </p>
      )}
    </section>
  );
}
