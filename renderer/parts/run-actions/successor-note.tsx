import { Link } from '@tanstack/react-router';
import type { Run } from '#shared/contract/run-schema.ts';
import { Moment } from '#renderer/parts/moment.tsx';
import { successorWords } from '#renderer/parts/run-actions/successor.ts';
import { colourOfMark, markOfRun, StateMark } from '#renderer/parts/state-mark.tsx';

/** What became of a run that went wrong: the run that was made in its place, how that one stands, and since when. */
export function SuccessorNote({ run, successor }: { readonly run: Run; readonly successor: Run }) {
  const { lead, state, at } = successorWords(run, successor);
  const mark = markOfRun(successor.state);
  return (
    <p>
      <span className="mr-1.5 inline-flex align-[-3px]">
        <StateMark name={mark} />
      </span>
      <span className={`font-medium ${colourOfMark(mark)}`}>{lead}</span>{' '}
      <Link to="/runs/$run" params={{ run: successor.id }} className="machine counted">
        {successor.id}
      </Link>
      <span className="text-text-2">
        , {state}
        {at !== null && (
          <>
            {' '}
            at <Moment at={at} />
          </>
        )}
      </span>
    </p>
  );
}
