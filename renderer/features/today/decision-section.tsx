import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Run } from '#shared/contract/run-schema.ts';
import { useOperations } from '#renderer/data/instance.tsx';
import { detailOf } from '#renderer/features/today/detail-of.ts';
import { useIsHeld } from '#renderer/features/today/still-column.tsx';
import { TaskRow } from '#renderer/features/today/task-row.tsx';
import { countOf } from '#renderer/lib/count-of.ts';
import { Moment } from '#renderer/parts/moment.tsx';
import { RequestLine } from '#renderer/parts/request-line.tsx';
import { useRunActions } from '#renderer/parts/run-actions/use-run-actions.ts';
import { colourOfMark, markOfRun } from '#renderer/parts/state-mark.tsx';
import { wordOfState } from '#renderer/parts/state-word.tsx';
import { useSteadyRows } from '#renderer/parts/use-steady-rows.ts';
import { Button } from '#renderer/ui/button.tsx';
import { NewsButton } from '#renderer/ui/news-button.tsx';
import { SectionHeading } from '#renderer/ui/section-heading.tsx';

const SHOWN = 5;
const WAITING = { state: ['unknown', 'held'] } as const;

/** Runs that nothing but a person can move on. */
export function DecisionSection() {
  const { runs } = useOperations();
  const state = [...WAITING.state];
  const latest = useQuery(runs.list.queryOptions({ input: { state, limit: SHOWN } }));
  const count = useQuery(runs.count.queryOptions({ input: { state } }));
  const steady = useSteadyRows({
    rows: latest.data?.runs,
    keyOf: ({ id }) => id,
    isHeld: useIsHeld(),
  });
  return (
    <section aria-label="Needs you">
      <SectionHeading
        title="Needs you"
        detail={detailOf(count, ({ total }) =>
          total === 0 ? (
            'nothing'
          ) : (
            <Link to="/runs" search={{ state }} className="counted">
              {countOf(total, 'run')}
            </Link>
          ),
        )}
        action={<NewsButton {...steady} />}
      />
      <ul>
        {steady.rows.map(({ row, isGone }) =>
          isGone ? <DecidedRow key={row.id} run={row} /> : <DecisionRow key={row.id} run={row} />,
        )}
      </ul>
    </section>
  );
}

/** Somebody has decided it; it keeps its place, so that nothing moves under the pointer. */
function DecidedRow({ run }: { readonly run: Run }) {
  return (
    <TaskRow mark={null} detail={<RequestLine method={run.method} requestLine={run.requestLine} />}>
      <Link to="/runs/$run" params={{ run: run.id }} className="text-text-2 hover:underline">
        {run.job}
      </Link>{' '}
      <span className="text-text-3">needs you no more</span>
    </TaskRow>
  );
}

function DecisionRow({ run }: { readonly run: Run }) {
  const actions = useRunActions(run);
  const mark = markOfRun(run.state);
  const since = run.attempts.at(-1)?.endedAt ?? run.dueAt;
  return (
    <TaskRow
      mark={mark}
      detail={<RequestLine method={run.method} requestLine={run.requestLine} />}
      actions={
        run.state === 'unknown' ? (
          <Button size="small" aria-label={`Resolve ${run.job}`} onClick={actions.resolve}>
            Resolve
          </Button>
        ) : (
          <Button
            size="small"
            aria-label={`Release ${run.job}`}
            disabled={actions.isAsking}
            onClick={actions.release}
          >
            Release
          </Button>
        )
      }
    >
      <Link to="/runs/$run" params={{ run: run.id }} className="font-medium hover:underline">
        {run.job}
      </Link>{' '}
      <span className={`font-medium ${colourOfMark(mark)}`}>{wordOfState(run.state)}</span>{' '}
      <span className="text-text-2" title={actions.problem ?? run.message ?? undefined}>
        since <Moment at={since} as="short" />
        {actions.problem !== null && `: ${actions.problem}`}
        {actions.problem === null && run.message !== null && `: ${run.message}`}
      </span>
    </TaskRow>
  );
}
