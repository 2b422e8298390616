import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Revision } from '#shared/contract/job-schema.ts';
import { useOperations } from '#renderer/data/instance.tsx';
import { jsonDifferences } from '#renderer/lib/json-differences.ts';
import { Moment } from '#renderer/parts/moment.tsx';
import { ChoiceField } from '#renderer/ui/choice-field.tsx';
import { CodeBlock } from '#renderer/ui/code-block.tsx';
import { DifferenceList } from '#renderer/ui/difference-list.tsx';
import { Disclosure } from '#renderer/ui/disclosure.tsx';
import { SectionHeading } from '#renderer/ui/section-heading.tsx';

/** Every definition that it has had, and what is different between two of them. */
export function RevisionSection({ job }: { readonly job: string }) {
  const { jobs } = useOperations();
  const { data } = useQuery(jobs.revisions.queryOptions({ input: { job, limit: 1_000 } }));
  const revisions = data?.revisions ?? [];
  const [newest, before] = revisions;
  if (newest === undefined) return null;
  return (
    <>
      <section aria-label="Revisions">
        <SectionHeading title="Revisions" detail={revisions.length} />
        <ul className="max-h-56 overflow-auto">
          {revisions.map(({ number, createdAt, actor }) => (
            <li
              key={number}
              className="grid h-7 grid-cols-[40px_152px_minmax(0,1fr)] items-center gap-x-3 border-b border-line last:border-b-0"
            >
              <span className="font-medium">{number}</span>
              <Moment at={createdAt} />
              <span className="truncate text-text-2">by {actor}</span>
            </li>
          ))}
        </ul>
        {before !== undefined && (
          <Comparison key={newest.number} revisions={revisions} newest={newest} before={before} />
        )}
      </section>
      <Disclosure title="Definition" detail={`revision ${newest.number}, defaults included`}>
        <CodeBlock label="Definition" text={JSON.stringify(newest.definition, null, 2)} />
      </Disclosure>
    </>
  );
}

function Comparison(props: {
  readonly revisions: readonly Revision[];
  readonly newest: Revision;
  readonly before: Revision;
}) {
  const { revisions, newest, before } = props;
  const [from, setFrom] = useState(String(before.number));
  const [to, setTo] = useState(String(newest.number));
  const find = (number: string): Revision['definition'] | undefined =>
    revisions.find((revision) => String(revision.number) === number)?.definition;
  const numbers = revisions.map(({ number }) => String(number));
  return (
    <div className="flex flex-col gap-2 pt-2">
      <div className="flex items-end gap-3">
        <ChoiceField
          label="Changed from revision"
          value={from}
          choices={numbers}
          onChange={setFrom}
        />
        <ChoiceField label="to revision" value={to} choices={numbers} onChange={setTo} />
      </div>
      <DifferenceList
        differences={jsonDifferences(find(from) ?? {}, find(to) ?? {})}
        none="Nothing is different between them."
      />
    </div>
  );
}
