import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useOperations } from '#renderer/data/instance.tsx';
import { markOfDisposition } from '#renderer/parts/state-mark.tsx';
import { RunStateWord, StateWord } from '#renderer/parts/state-word.tsx';
import { wordsOfReason } from '#renderer/parts/words-of-reason.ts';

/** The runs of other jobs that this one came after, and those that came after it. */
export function ChainSection({ run }: { readonly run: string }) {
  const { data } = useQuery(useOperations().runs.chain.queryOptions({ input: { run } }));
  if (data === undefined) return null;
  if (data.after.length + data.followedBy.length + data.notFollowedBy.length === 0) return null;
  return (
    <section aria-label="Before and after it">
      <h2 className="flex h-9 items-center font-semibold">Before and after it</h2>
      <ul>
        {data.after.map(({ job, on, run: upstream }) => (
          <li key={job} className="flex min-h-6.5 items-center gap-2">
            {upstream === null ? (
              <span className="text-text-2">
                Waits for a run of {job} ({on})
              </span>
            ) : (
              <>
                <span className="text-text-3">After</span>
                <RunLink run={upstream} />
                <span className="truncate">{job}</span>
              </>
            )}
          </li>
        ))}
        {data.followedBy.map(({ run: next, job, state }) => (
          <li key={next} className="flex min-h-6.5 items-center gap-2">
            <span className="text-text-3">Then</span>
            <RunLink run={next} />
            <span className="truncate">{job}</span>
            <RunStateWord state={state} />
          </li>
        ))}
        {data.notFollowedBy.map(({ job, disposition, reason, run: other }, index) => (
          <li key={index} className="flex flex-wrap items-center gap-x-2 py-0.75">
            <span className="text-text-3">Then not</span>
            <span className="truncate">{job}</span>
            <StateWord mark={markOfDisposition(disposition)} word={disposition} />
            {other !== null && <RunLink run={other} />}
            <span className="basis-full text-text-2">{wordsOfReason(reason)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function RunLink({ run }: { readonly run: string }) {
  return (
    <Link to="/runs/$run" params={{ run }} className="machine counted">
      {run}
    </Link>
  );
}
