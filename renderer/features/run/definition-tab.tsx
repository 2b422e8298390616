import { useQuery } from '@tanstack/react-query';
import type { Run } from '#shared/contract/run-schema.ts';
import { useOperations } from '#renderer/data/instance.tsx';
import { jsonDifferences } from '#renderer/lib/json-differences.ts';
import { CodeBlock } from '#renderer/ui/code-block.tsx';
import { DifferenceList } from '#renderer/ui/difference-list.tsx';

/** The job as it was when this run was made, and what has changed in it since. */
export function DefinitionTab({ run }: { readonly run: Run }) {
  const { jobs } = useOperations();
  const input = { job: run.job, limit: 1_000 };
  const revisions = useQuery(jobs.revisions.queryOptions({ input })).data?.revisions;
  const asItRan = revisions?.find(({ number }) => number === run.revision);
  const current = revisions?.[0];
  if (asItRan === undefined || current === undefined) return null;
  return (
    <div className="flex flex-col gap-3 px-5 py-3">
      {current.number !== run.revision && (
        <>
          <h3 className="font-semibold">
            Changed since: revision {run.revision} → {current.number}
          </h3>
          <DifferenceList
            differences={jsonDifferences(asItRan.definition, current.definition)}
            none="Nothing."
          />
        </>
      )}
      <h3 className="font-semibold">Revision {run.revision}, as it ran</h3>
      <CodeBlock label="Definition" text={JSON.stringify(asItRan.definition, null, 2)} />
    </div>
  );
}
