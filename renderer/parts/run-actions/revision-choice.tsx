import type { Job, Revision } from '#shared/contract/job-schema.ts';
import type { Run } from '#shared/contract/run-schema.ts';
import { jsonDifferences } from '#renderer/lib/json-differences.ts';
import { DifferenceList } from '#renderer/ui/difference-list.tsx';
import { Segmented } from '#renderer/ui/segmented.tsx';

export interface RevisionChoiceProps {
  readonly run: Run;
  readonly job: Job | undefined;
  /** The definition that the run was made from, once it is read. */
  readonly old: Revision | undefined;
  readonly value: 'as_it_ran' | 'current';
  readonly onChange: (value: 'as_it_ran' | 'current') => void;
}

/** Which definition the new run is made from; asked only where the job has changed since. */
export function RevisionChoice({ run, job, old, value, onChange }: RevisionChoiceProps) {
  if (job === undefined || job.revision === run.revision) return null;
  const differences = old === undefined ? [] : jsonDifferences(old.definition, job.definition);
  return (
    <div className="flex flex-col gap-2">
      <div className="flex items-center gap-3">
        <span className="text-small text-text-2">The job has changed since this run.</span>
        <Segmented
          label="Which definition"
          value={value}
          onChange={onChange}
          options={[
            { value: 'current', text: `Current, revision ${job.revision}` },
            { value: 'as_it_ran', text: `As it ran, revision ${run.revision}` },
          ]}
        />
      </div>
      <DifferenceList differences={differences} none="Only its description changed." />
    </div>
  );
}
