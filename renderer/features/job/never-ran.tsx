import type { Job } from '#shared/contract/job-schema.ts';
import { Moment } from '#renderer/parts/moment.tsx';
import { Button } from '#renderer/ui/button.tsx';

/** Nothing is known of its runs, because there are none: when that changes by itself, and how to change it now. */
export function NeverRan({ job, onRun }: { readonly job: Job; readonly onRun: () => void }) {
  return (
    <section aria-label="Runs" className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3">
      <p className="text-text-2">
        It has never run
        {job.nextAt === null ? (
          '.'
        ) : (
          <>
            ; it first runs at <Moment at={job.nextAt} />.
          </>
        )}
      </p>
      <Button onClick={onRun}>Run now</Button>
    </section>
  );
}
