import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import type { Run } from '#shared/contract/run-schema.ts';
import { useCommands } from '#renderer/data/command-registry.ts';
import { useInstance, useOperations } from '#renderer/data/instance.tsx';
import { isNotFound, sentenceOfProblem } from '#renderer/data/use-instance-command.ts';
import { AttemptStrip } from '#renderer/features/run/attempt-strip.tsx';
import { AttemptTable } from '#renderer/features/run/attempt-table.tsx';
import { RequestCard } from '#renderer/features/run/request-card.tsx';
import { RunTabs } from '#renderer/features/run/run-tabs.tsx';
import { Verdict } from '#renderer/features/run/verdict.tsx';
import { WhyPanel } from '#renderer/features/run/why-panel.tsx';
import { InstanceFlag } from '#renderer/parts/instance-flag.tsx';
import { useRunActions } from '#renderer/parts/run-actions/use-run-actions.ts';
import { Screen } from '#renderer/parts/screen.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';

/** One run: how it stands, what it was asked to do, every attempt, and what can be done now. */
export function RunScreen() {
  const { run: id } = useParams({ from: '/runs/$run' });
  const { data, error } = useQuery(useOperations().runs.get.queryOptions({ input: { run: id } }));
  if (data !== undefined) return <LoadedRun key={id} run={data.run} />;
  return <AbsentRun id={id} error={error} />;
}

/** Nothing to show yet, or nothing at all and why. */
function AbsentRun({ id, error }: { readonly id: string; readonly error: unknown }) {
  const { name } = useInstance();
  const navigate = useNavigate();
  return (
    <Screen
      title={
        <>
          <RunsCrumb />
          <span className="truncate">{id}</span>
        </>
      }
      detail={name}
    >
      {error !== null && (
        <EmptyState
          action={<Button onClick={() => void navigate({ to: '/runs' })}>All runs</Button>}
        >
          {isNotFound(error) ? `There is no run ${id} on ${name}.` : sentenceOfProblem(error)}
        </EmptyState>
      )}
    </Screen>
  );
}

function RunsCrumb() {
  return (
    <>
      <Link to="/runs" className="font-normal text-text-3 hover:text-text-1">
        Runs
      </Link>
      <span className="font-normal text-text-3">/</span>
    </>
  );
}

function LoadedRun({ run }: { readonly run: Run }) {
  const { name, kind } = useInstance();
  const { attempt: chosen } = useSearch({ from: '/runs/$run' });
  const navigate = useNavigate({ from: '/runs/$run' });
  const actions = useRunActions(run);
  const attempt =
    run.attempts.find(({ number }) => number === chosen) ?? run.attempts.at(-1) ?? null;

  function choose(number: number): void {
    void navigate({ search: (search) => ({ ...search, attempt: number }), replace: true });
  }
  function step(by: number): void {
    const next = run.attempts.find(({ number }) => number === (attempt?.number ?? 0) + by);
    if (next !== undefined) choose(next.number);
  }

  useCommands([
    ...actions.commands,
    {
      ...{ id: 'run.next-attempt', title: 'Next attempt', group: 'Run', keys: 'k' },
      isKeyOnly: true,
      run: () => step(1),
    },
    {
      ...{ id: 'run.previous-attempt', title: 'Attempt before', group: 'Run', keys: 'j' },
      isKeyOnly: true,
      run: () => step(-1),
    },
  ]);

  return (
    <Screen
      title={
        <>
          <RunsCrumb />
          <Link to="/jobs/$job" params={{ job: run.job }} className="truncate hover:underline">
            {run.job}
          </Link>
        </>
      }
      detail={
        <span className="flex items-center gap-2">
          <span className="machine">#{run.id}</span>
          <InstanceFlag kind={kind} />
          <span className="text-text-1">{name}</span>
        </span>
      }
    >
      <div className="@container grid min-h-0 grid-cols-[minmax(0,1fr)] grid-rows-[minmax(0,auto)_minmax(240px,1fr)] short:grid-rows-[minmax(0,auto)_minmax(190px,1fr)]">
        <div className="flex min-h-0 flex-col gap-4 overflow-auto pt-4 pb-3 short:gap-2.5 short:pt-3 short:pb-1">
          <Verdict run={run} actions={actions} />
          <RequestCard run={run} />
          <AttemptStrip run={run} chosen={attempt} onChoose={choose} />
          <AttemptTable run={run} chosen={attempt} onChoose={choose} />
        </div>
        <div className="grid min-h-0 grid-cols-[minmax(0,1fr)_280px] border-t border-line @5xl:grid-cols-[minmax(0,1fr)_384px]">
          <RunTabs run={run} attempt={attempt} />
          <WhyPanel run={run} actions={actions} />
        </div>
      </div>
    </Screen>
  );
}
