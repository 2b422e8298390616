import type { Job } from '#shared/contract/job-schema.ts';
import { commandText } from '#shared/domain/command-text.ts';
import { EffectTemplate } from '#renderer/parts/effect-template.tsx';
import { definitionOf } from '#renderer/parts/job-definition.ts';
import { Moment } from '#renderer/parts/moment.tsx';
import { RequestLine } from '#renderer/parts/request-line.tsx';
import { DefinitionList } from '#renderer/ui/definition-list.tsx';

/** What each of its runs does, and to what. */
export function JobCard({ job }: { readonly job: Job }) {
  const definition = definitionOf(job);
  const input = JSON.stringify(definition.input);
  return (
    <section
      aria-label="What it does"
      className="mx-5 grid grid-cols-[minmax(0,1fr)_minmax(0,320px)] rounded-panel border border-line"
    >
      <div className="flex min-w-0 flex-col gap-2 border-r border-line px-4 py-3.5">
        <p className="text-effect">
          <EffectTemplate effect={job.effect} input={definition.input} />
        </p>
        <RequestLine
          method={job.method}
          requestLine={`${job.method} ${commandText(definition)}`}
          isWhole
        />
        {input !== '{}' && (
          <div className="flex min-w-0 items-baseline gap-2">
            <span className="shrink-0 text-small text-text-3">own input</span>
            <span className="machine truncate" title={input}>
              {input}
            </span>
          </div>
        )}
      </div>
      <div className="px-4 py-3.5">
        <DefinitionList
          items={[
            { term: 'Next', value: <Moment at={job.nextAt} /> },
            { term: 'Revision', value: job.revision },
            { term: 'Changed', value: <Moment at={job.revisedAt} /> },
            { term: 'Created', value: <Moment at={job.createdAt} /> },
          ]}
        />
      </div>
    </section>
  );
}
