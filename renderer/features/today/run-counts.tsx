import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Fragment } from 'react';
import type { RunState } from '#shared/domain/run-state-table.ts';
import { useOperations } from '#renderer/data/instance.tsx';
import { useNow } from '#renderer/data/now.ts';
import { useZone } from '#renderer/data/preferences.ts';
import { countOf } from '#renderer/lib/count-of.ts';
import { formatNearInstant } from '#renderer/lib/format-near-instant.ts';

/** In the order in which a person asks; together they are all states, so that the parts add up to the whole. */
const PARTS: readonly { readonly word: string; readonly state: readonly RunState[] }[] = [
  { word: 'succeeded', state: ['succeeded'] },
  { word: 'failed', state: ['failed'] },
  { word: 'retrying', state: ['retry_wait'] },
  { word: 'outcome unknown', state: ['unknown'] },
  { word: 'held', state: ['held'] },
  { word: 'running', state: ['running'] },
  { word: 'scheduled', state: ['scheduled', 'waiting', 'ready'] },
  { word: 'given up', state: ['cancelled', 'expired', 'superseded'] },
];

/** How many runs there were, and what became of them; each number leads to exactly those. */
export function RunCounts({ since }: { readonly since: number }) {
  const { runs } = useOperations();
  const { data } = useQuery(runs.count.queryOptions({ input: { since } }));
  const now = useNow();
  const zone = useZone();
  if (data === undefined) return <p className="mt-1 h-5" />;
  const { byState, total, isCapped } = data;
  const parts = PARTS.map((part) => ({
    ...part,
    count: part.state.reduce((sum, state) => sum + (byState[state] ?? 0), 0),
  })).filter(({ count }) => count > 0);
  return (
    <p className="mt-1 text-text-2">
      <Link to="/runs" search={{ since }} className="counted">
        {isCapped && 'more than '}
        {countOf(total, 'run')}
      </Link>{' '}
      since {formatNearInstant(since, zone, now)}
      {parts.length > 0 && ': '}
      {parts.map(({ word, state, count }, index) => (
        <Fragment key={word}>
          {index > 0 && ', '}
          <Link to="/runs" search={{ since, state: [...state] }} className="counted">
            {count.toLocaleString('en-GB')} {word}
          </Link>
        </Fragment>
      ))}
      .
    </p>
  );
}
