import { useQuery } from '@tanstack/react-query';
import type { Capacity } from '#shared/contract/capacity-operations.ts';
import { useOperations } from '#renderer/data/instance.tsx';
import { sentenceOfProblem } from '#renderer/data/use-instance-command.ts';
import { KeySection } from '#renderer/features/capacity/key-section.tsx';
import { PausedSection } from '#renderer/features/capacity/paused-section.tsx';
import { WaitingSection } from '#renderer/features/capacity/waiting-section.tsx';
import { WorkerSection } from '#renderer/features/capacity/worker-section.tsx';
import { countOf } from '#renderer/lib/count-of.ts';
import { Screen } from '#renderer/parts/screen.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';

/** What has workers and concurrency keys, what waits for them, and what a person has stopped. */
export function CapacityScreen() {
  const { data, error } = useQuery(useOperations().capacity.read.queryOptions());
  return (
    <Screen title="Capacity" detail={data && wordsOfCapacity(data)}>
      {data === undefined && error !== null && <EmptyState>{sentenceOfProblem(error)}</EmptyState>}
      {data !== undefined && (
        <div className="overflow-auto">
          <div className="grid max-w-300 grid-cols-[minmax(0,1fr)_minmax(0,1fr)] gap-x-10 px-5 pt-2 pb-8">
            <div className="flex min-w-0 flex-col gap-4">
              <WorkerSection capacity={data} />
              <WaitingSection capacity={data} />
            </div>
            <div className="flex min-w-0 flex-col gap-4">
              <KeySection keys={data.keys} />
              <PausedSection />
            </div>
          </div>
        </div>
      )}
    </Screen>
  );
}

function wordsOfCapacity({ workers, running, waitingCount }: Capacity): string {
  const busy = `${running.length} of ${countOf(workers, 'worker')} busy`;
  return waitingCount === 0
    ? `${busy}, nothing waits`
    : `${busy}, ${countOf(waitingCount, 'run')} waiting`;
}
