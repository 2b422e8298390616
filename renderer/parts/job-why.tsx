import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useOperations } from '#renderer/data/instance.tsx';
import { sentenceOfProblem } from '#renderer/data/use-instance-command.ts';
import { asSentence } from '#renderer/lib/as-sentence.ts';
import { RunStateWord } from '#renderer/parts/state-word.tsx';
import { SectionHeading } from '#renderer/ui/section-heading.tsx';

/** Why a job is not running, in the engine's own words, and each of its runs that is not over. */
export function JobWhy({ job }: { readonly job: string }) {
  const { data, error } = useQuery(useOperations().jobs.explain.queryOptions({ input: { job } }));
  return (
    <section aria-label="Why">
      <SectionHeading title="Now, and why" />
      {error !== null && <p className="text-text-2">{sentenceOfProblem(error)}</p>}
      <p className="min-h-5 text-text-2">{data !== undefined && asSentence(data.sentence)}</p>
      <ul>
        {(data?.runs ?? []).map(({ run, state, sentence }) => (
          <li key={run} className="flex flex-col border-b border-line py-1.5 last:border-b-0">
            <span className="flex items-center justify-between gap-3">
              <RunStateWord state={state} />
              <Link to="/runs/$run" params={{ run }} className="machine counted">
                {run}
              </Link>
            </span>
            <span className="text-small text-text-2">{asSentence(sentence)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
