import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Check, CircleSlash } from 'lucide-react';
import type { ClosedGate } from '#shared/contract/explanation-schema.ts';
import type { PauseOn } from '#shared/contract/pause-operations.ts';
import type { Run } from '#shared/contract/run-schema.ts';
import { isFinalRun } from '#shared/domain/run-state-table.ts';
import { useOperations } from '#renderer/data/instance.tsx';
import { ChainSection } from '#renderer/features/run/chain-section.tsx';
import { useWhyNotRetried } from '#renderer/features/run/use-why-not-retried.ts';
import { waitWords } from '#renderer/features/run/wait-words.ts';
import { capitalise } from '#renderer/lib/capitalise.ts';
import { Duration } from '#renderer/parts/duration.tsx';
import { useJobDialog } from '#renderer/parts/job-actions/job-dialog-store.ts';
import { Moment } from '#renderer/parts/moment.tsx';
import { useResume } from '#renderer/parts/pauses/use-resume.ts';
import type { RunActions } from '#renderer/parts/run-actions/use-run-actions.ts';
import { Button } from '#renderer/ui/button.tsx';

/** Gates as people know them, in the order in which they are asked. */
const GATES: readonly (readonly [ClosedGate['gate'], string])[] = [
  ['not_due', 'Its due time has come'],
  ['scheduler_paused', 'The scheduler is not paused'],
  ['job_paused', 'The job is not paused'],
  ['trigger_paused', 'Its trigger is not paused'],
  ['key_paused', 'Its concurrency keys are not paused'],
  ['held', 'It is not held'],
  ['dependency', 'It waits for no other run'],
  ['overlap', 'No other run of this job is in the way'],
  ['key_busy', 'Its concurrency keys are free'],
  ['no_worker', 'A worker is free'],
  ['retry_backoff', 'It waits for no further attempt'],
];

/** Why it is not running, by the dispatcher's own gates; once it is over, what it lost to each of them. */
export function WhyPanel({ run, actions }: { readonly run: Run; readonly actions: RunActions }) {
  const isOver = isFinalRun(run.state) || run.state === 'running';
  return (
    <aside aria-label="Why" className="min-h-0 overflow-auto border-l border-line px-5 pb-4">
      {isOver ? <TimeLost run={run} /> : <OpenGates run={run} actions={actions} />}
      <ChainSection run={run.id} />
    </aside>
  );
}

function OpenGates({ run, actions }: { readonly run: Run; readonly actions: RunActions }) {
  const { runs } = useOperations();
  const { data } = useQuery(runs.explain.queryOptions({ input: { run: run.id } }));
  const closed = data?.gates ?? [];
  return (
    <>
      <PanelTitle
        title="Why is it not running?"
        detail={`${closed.length} of ${GATES.length} gates closed`}
      />
      {data !== undefined && closed.length === 0 && (
        <p className="py-1 text-text-2">{data.sentence}</p>
      )}
      <ul className="flex flex-col gap-2 pb-2">
        {closed.map((gate) => (
          <ClosedGateRow key={gate.gate} gate={gate} run={run} actions={actions} />
        ))}
      </ul>
      <ul>
        {GATES.filter(([name]) => !closed.some(({ gate }) => gate === name)).map(([name, text]) => (
          <li key={name} className="flex h-6.5 items-center gap-2.5">
            <Check size={14} className="text-succeeded" aria-hidden="true" />
            <span>
              {text}
              {name === 'not_due' && (
                <span className="text-text-2">
                  , <Moment at={run.dueAt} />
                </span>
              )}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

function ClosedGateRow(props: {
  readonly gate: ClosedGate;
  readonly run: Run;
  readonly actions: RunActions;
}) {
  const { gate, run, actions } = props;
  const { resume, isDisabled } = useResume();
  const { ask } = useJobDialog();
  const on = pausedBy(gate, run);
  return (
    <li className="-mx-2.5 flex items-start gap-2.5 rounded-control bg-retrying-wash px-2.5 py-2">
      <CircleSlash size={14} className="mt-1 shrink-0 text-retrying" aria-hidden="true" />
      <div className="min-w-0 grow">
        <p className="font-medium">
          {capitalise(gate.sentence)}
          {gate.until !== null && (
            <span className="font-normal text-text-2">
              : <Moment at={gate.until} />, <Moment at={gate.until} as="relative" />
            </span>
          )}
        </p>
        {gate.blockers.length > 0 && (
          <p className="flex flex-wrap gap-x-2 text-text-2">
            {gate.blockers.map((blocker) => (
              <Link
                key={blocker}
                to="/runs/$run"
                params={{ run: blocker }}
                className="machine counted"
              >
                {blocker}
              </Link>
            ))}
          </p>
        )}
      </div>
      {gate.actions.includes('retry_now') && (
        <Button size="small" onClick={actions.retry}>
          Retry now
        </Button>
      )}
      {gate.actions.includes('release') && (
        <Button size="small" onClick={actions.release}>
          Release
        </Button>
      )}
      {on !== null && (
        <Button size="small" disabled={isDisabled} onClick={() => resume(on)}>
          Resume
        </Button>
      )}
      {gate.gate === 'key_busy' && gate.key !== null && (
        <Button
          size="small"
          look="quiet"
          onClick={() => ask({ kind: 'pause', on: { scope: 'key', key: gate.key ?? '' } })}
        >
          Pause key
        </Button>
      )}
    </li>
  );
}

/** What would have to be resumed for the gate to open. */
function pausedBy({ gate, key, trigger }: ClosedGate, { job }: Run): PauseOn | null {
  switch (gate) {
    case 'scheduler_paused':
      return { scope: 'scheduler' };
    case 'job_paused':
      return { scope: 'job', job };
    case 'trigger_paused':
      return { scope: 'trigger', job, trigger: trigger ?? '' };
    case 'key_paused':
      return { scope: 'key', key: key ?? '' };
    default:
      return null;
  }
}

/** Why there was no further attempt: the first thing that somebody asks of a run that has failed. */
function NotRetried({ run }: { readonly run: Run }) {
  const notRetried = useWhyNotRetried(run);
  if (notRetried === null) return null;
  return (
    <>
      <PanelTitle title="Why was it not tried again?" />
      <p className="pb-2">Not retried: {notRetried}</p>
    </>
  );
}

function TimeLost({ run }: { readonly run: Run }) {
  const waits = run.attempts.flatMap(({ number, gateWaitsMs }) =>
    Object.entries(gateWaitsMs).map(([gate, ms]) => ({ number, gate, ms })),
  );
  const shown = waits.filter(({ ms }) => ms >= 1);
  return (
    <>
      <NotRetried run={run} />
      <PanelTitle title="Why did it start when it did?" />
      {shown.length === 0 ? (
        <p className="pb-2 text-text-2">Every gate was open when it was due: it started at once.</p>
      ) : (
        <ul>
          {shown.map(({ number, gate, ms }) => (
            <li
              key={`${number} ${gate}`}
              className="flex min-h-6.5 items-center justify-between gap-3"
            >
              <span>
                Attempt {number}: waited for {waitWords(gate)}
              </span>
              <Duration ms={ms} />
            </li>
          ))}
        </ul>
      )}
      <LongestWaits run={run} />
    </>
  );
}

/** What stood in the way longest, attempt by attempt. */
function LongestWaits({ run }: { readonly run: Run }) {
  const told = run.attempts.filter(({ waitedFor }) => waitedFor !== null);
  return (
    <ul className="pt-1">
      {told.map(({ number, waitedFor }) => (
        <li key={number} className="text-text-2">
          {capitalise(waitedFor?.sentence ?? '')}
          {waitedFor?.run != null && (
            <>
              {': '}
              <Link to="/runs/$run" params={{ run: waitedFor.run }} className="machine counted">
                {waitedFor.run}
              </Link>
            </>
          )}
        </li>
      ))}
    </ul>
  );
}

function PanelTitle({ title, detail }: { readonly title: string; readonly detail?: string }) {
  return (
    <div className="flex h-9 items-center justify-between">
      <h2 className="font-semibold">{title}</h2>
      <span className="text-small text-text-3">{detail}</span>
    </div>
  );
}
