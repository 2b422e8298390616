import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useOperations } from '#renderer/data/instance.tsx';
import { RunStateWord } from '#renderer/parts/state-word.tsx';

/** The runs of other jobs that this one came after, and those that came after it. */
export function ChainSection({ run }: { readonly run: string }) {
  const { data } = useQuery(useOperations().runs.chain.queryOptions({ input: { run } }));
  if (data === undefined || data.after.length + data.followedBy.length === 0) return null;
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
