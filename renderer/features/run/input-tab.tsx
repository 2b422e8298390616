import { useQuery } from '@tanstack/react-query';
import type { Run, RunOutput } from '#shared/contract/run-schema.ts';
import { useOperations } from '#renderer/data/instance.tsx';
import { CodeBlock } from '#renderer/ui/code-block.tsx';
import { DifferenceList } from '#renderer/ui/difference-list.tsx';

/** What the run was given, and what it hands on to those after it. */
export function InputTab({ run }: { readonly run: Run }) {
  return (
    <div className="flex flex-col gap-3 px-5 py-3">
      <CodeBlock label="Input" text={JSON.stringify(run.input, null, 2)} />
      {run.inputDiff !== null && (
        <>
          <h3 className="font-semibold">Changed against the run it was made from</h3>
          <DifferenceList differences={run.inputDiff} none="Nothing." />
        </>
      )}
      <HandedOn run={run.id} />
    </div>
  );
}

function HandedOn({ run }: { readonly run: string }) {
  const { data } = useQuery(useOperations().runs.output.queryOptions({ input: { run } }));
  if (data === undefined) return null;
  if (data.output !== null) {
    return <CodeBlock label="Output" text={JSON.stringify(data.output, null, 2)} />;
  }
  return <p className="text-text-2">{wordsOfNoOutput(data)}</p>;
}

function wordsOfNoOutput({ attempt, fault }: RunOutput): string {
  if (attempt === null) return 'No output yet: no attempt has been made.';
  if (fault !== null) return `No output: ${fault}.`;
  return 'No output: what it said last is no JSON object.';
}
