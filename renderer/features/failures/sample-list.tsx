import { Link } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import type { FailureGroup } from '#shared/contract/activity-schema.ts';
import { useOperations } from '#renderer/data/instance.tsx';
import { EffectSentence } from '#renderer/parts/effect-sentence.tsx';
import { Moment } from '#renderer/parts/moment.tsx';
import { markOfRun, StateMark } from '#renderer/parts/state-mark.tsx';
import { wordOfState } from '#renderer/parts/state-word.tsx';

/** The newest runs of a group: what each of them was to do. */
export function SampleList({ group }: { readonly group: FailureGroup }) {
  return (
    <ul>
      {group.samples.map((sample) => (
        <SampleRow key={sample.run} sample={sample} />
      ))}
    </ul>
  );
}

function SampleRow({ sample }: { readonly sample: FailureGroup['samples'][number] }) {
  const { runs } = useOperations();
  const { data } = useQuery(runs.get.queryOptions({ input: { run: sample.run } }));
  const run = data?.run;
  return (
    <li className="border-b border-line">
      <Link
        to="/runs/$run"
        params={{ run: sample.run }}
        className="grid min-h-11 grid-cols-[20px_minmax(0,1fr)_auto] items-center gap-x-2 py-1 text-small hover:bg-hover"
      >
        {run === undefined ? (
          <span />
        ) : (
          <StateMark name={markOfRun(run.state)} label={wordOfState(run.state)} />
        )}
        <span className="min-w-0">
          <span className="block truncate" title={sample.effect}>
            <EffectSentence effect={sample.effect} input={run?.input ?? {}} />
          </span>
          <span className="machine block truncate text-text-3" title={sample.requestLine}>
            {sample.run}
          </span>
        </span>
        <span className="text-text-2">
          {run !== undefined && (
            <Moment at={run.attempts.at(-1)?.endedAt ?? run.endedAt} as="relative" />
          )}
        </span>
      </Link>
    </li>
  );
}
