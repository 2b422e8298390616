import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import {
  ArrowRight,
  Ban,
  CircleHelp,
  Hand,
  Pencil,
  Pin,
  PinOff,
  Play,
  RotateCw,
} from 'lucide-react';
import type { Run } from '#shared/contract/run-schema.ts';
import { useOperations } from '#renderer/data/instance.tsx';
import { useNow } from '#renderer/data/now.ts';
import { useZone } from '#renderer/data/preferences.ts';
import { PinNote } from '#renderer/features/run/pin-note.tsx';
import { useWhyNotRetried } from '#renderer/features/run/use-why-not-retried.ts';
import { verdictOf } from '#renderer/features/run/verdict-sentence.ts';
import { formatDurationText } from '#renderer/lib/duration-parts.ts';
import { formatInstant } from '#renderer/lib/format-instant.ts';
import type { PrimaryAction } from '#renderer/parts/run-actions/primary-action.ts';
import { primaryActionOf } from '#renderer/parts/run-actions/primary-action.ts';
import {
  refusalOfCancel,
  refusalOfHold,
  refusalOfRetry,
} from '#renderer/parts/run-actions/run-permissions.ts';
import { SuccessorNote } from '#renderer/parts/run-actions/successor-note.tsx';
import type { RunActions } from '#renderer/parts/run-actions/use-run-actions.ts';
import { useSuccessor } from '#renderer/parts/run-actions/use-successor.ts';
import { colourOfMark, markOfRun, StateMark } from '#renderer/parts/state-mark.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { Notice } from '#renderer/ui/notice.tsx';

/** How the run stands, in one sentence, and what a person can do about it. */
export function Verdict({ run, actions }: { readonly run: Run; readonly actions: RunActions }) {
  const now = useNow();
  const zone = useZone();
  const { data } = useQuery(useOperations().jobs.summaries.queryOptions());
  const notRetried = useWhyNotRetried(run);
  const successor = useSuccessor(run);
  const median = data?.summaries.find(({ job }) => job === run.job)?.medianMs ?? null;
  const mark = markOfRun(run.state);
  const { word, rest, detail } = verdictOf(
    run,
    now,
    (at) => formatInstant(at, zone, now),
    notRetried,
  );
  const medianText = median === null ? '' : ` Median of this job is ${formatDurationText(median)}.`;
  return (
    <div className="flex flex-col gap-2 px-5">
      <div className="flex flex-wrap items-start gap-x-3 gap-y-2">
        <div className="flex min-w-0 grow basis-100 items-start gap-3">
          <span className="mt-1.5">
            <StateMark name={mark} />
          </span>
          <div className="min-w-0 grow">
            <p className="text-verdict font-semibold short:text-title">
              <span className={colourOfMark(mark)}>{word}</span>
              {rest}
            </p>
            {successor !== null && <SuccessorNote run={run} successor={successor} />}
            <PinNote run={run} />
          </div>
        </div>
        <VerdictButtons run={run} actions={actions} successor={successor} />
      </div>
      {/* Under the buttons, which would leave it half of a small window. */}
      <p className="-mt-2 pl-7 text-text-2">{`${detail}${medianText}`.trim()}</p>
      {actions.unanswered !== null && (
        <Notice
          tone="warning"
          title="Not answered yet: asked again under the same command id, done once at most."
          isAlert
          action={
            <Button size="small" onClick={actions.unanswered.giveUp}>
              Give up
            </Button>
          }
        />
      )}
      {actions.problem !== null && <Notice tone="failed" title={actions.problem} isAlert />}
    </div>
  );
}

function VerdictButtons(props: {
  readonly run: Run;
  readonly actions: RunActions;
  readonly successor: Run | null;
}) {
  const { run, actions, successor } = props;
  const navigate = useNavigate();
  const isRetrying = run.state === 'retry_wait';
  const isDisabled = actions.isAsking || actions.block !== null;
  const title = actions.block ?? undefined;
  const primary = primaryActionOf(run, successor);
  const lookOf = (action: PrimaryAction) => (action === primary ? 'primary' : 'outlined');
  return (
    <div className="flex shrink-0 flex-wrap justify-end gap-2">
      {refusalOfCancel(run) === null && (
        <Button icon={<Ban size={14} />} onClick={actions.cancel}>
          Cancel run
        </Button>
      )}
      {run.pinned === null ? (
        <Button icon={<Pin size={14} />} onClick={actions.pin}>
          Pin
        </Button>
      ) : (
        <Button
          icon={<PinOff size={14} />}
          onClick={actions.unpin}
          disabled={isDisabled}
          title={title}
        >
          Unpin
        </Button>
      )}
      {refusalOfHold(run) === null && (
        <Button
          icon={<Hand size={14} />}
          onClick={actions.hold}
          disabled={isDisabled}
          title={title}
        >
          Hold
        </Button>
      )}
      <Button look={lookOf('edit')} icon={<Pencil size={14} />} keys="e" onClick={actions.edit}>
        Edit and retrigger
      </Button>
      {run.state === 'unknown' && (
        <Button look="primary" icon={<CircleHelp size={14} />} onClick={actions.resolve}>
          Resolve
        </Button>
      )}
      {run.state === 'held' && (
        <Button
          look="primary"
          icon={<Play size={14} />}
          onClick={actions.release}
          disabled={isDisabled}
          title={title}
        >
          Release
        </Button>
      )}
      {refusalOfRetry(run) === null && (
        <Button
          look={lookOf('retry')}
          icon={<RotateCw size={14} />}
          keys={isRetrying ? 'n' : 'r'}
          onClick={actions.retry}
          disabled={isDisabled}
          title={title}
        >
          {isRetrying ? 'Retry now' : 'Retry'}
        </Button>
      )}
      {successor !== null && (
        <Button
          look={lookOf('open_successor')}
          icon={<ArrowRight size={14} />}
          onClick={() => void navigate({ to: '/runs/$run', params: { run: successor.id } })}
        >
          Open the new run
        </Button>
      )}
    </div>
  );
}
