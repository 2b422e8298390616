import type { Run } from '#shared/contract/run-schema.ts';
import { CodeBlock } from '#renderer/ui/code-block.tsx';
import { DifferenceList } from '#renderer/ui/difference-list.tsx';

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
    </div>
  );
}
