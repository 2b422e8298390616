import { Link } from '@tanstack/react-router';
import { X } from 'lucide-react';
import type { Run } from '#shared/contract/run-schema.ts';
import { Duration } from '#renderer/parts/duration.tsx';
import { EffectSentence } from '#renderer/parts/effect-sentence.tsx';
import { Moment } from '#renderer/parts/moment.tsx';
import { RequestLine } from '#renderer/parts/request-line.tsx';
import type { PrimaryAction } from '#renderer/parts/run-actions/primary-action.ts';
import { primaryActionOf } from '#renderer/parts/run-actions/primary-action.ts';
import { refusalOfRetry } from '#renderer/parts/run-actions/run-permissions.ts';
import { SuccessorNote } from '#renderer/parts/run-actions/successor-note.tsx';
import type { RunActions } from '#renderer/parts/run-actions/use-run-actions.ts';
import { useSuccessor } from '#renderer/parts/run-actions/use-successor.ts';
import { AttemptStateWord, RunStateWord } from '#renderer/parts/state-word.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { CodeBlock } from '#renderer/ui/code-block.tsx';
import { IconButton } from '#renderer/ui/icon-button.tsx';
import { SectionHeading } from '#renderer/ui/section-heading.tsx';

export interface RunPeekProps {
  readonly run: Run;
  readonly actions: RunActions;
  readonly onClose: () => void;
}

/** The chosen run beside the list; it moves with the row. */
export function RunPeek({ run, actions, onClose }: RunPeekProps) {
  const successor = useSuccessor(run);
  const message = run.attempts.at(-1)?.message ?? run.message;
  return (
    <aside
      aria-label="The chosen run"
      className="flex w-85 shrink-0 flex-col gap-3 overflow-auto border-l border-line bg-raised px-5 py-3 xl:w-96"
    >
      <div className="flex items-center justify-between">
        <RunStateWord state={run.state} />
        <IconButton label="Close" keys="Space" icon={<X size={16} />} onClick={onClose} />
      </div>
      <Link
        to="/runs/$run"
        params={{ run: run.id }}
        className="text-title font-semibold hover:underline"
      >
        {run.job} <span className="machine font-normal text-text-3">#{run.id}</span>
      </Link>
      <RequestLine method={run.method} requestLine={run.requestLine} isWhole />
      <p className="text-text-2">
        <EffectSentence effect={run.effect} input={run.input} />
      </p>
      {message !== null && run.state !== 'succeeded' && (
        <CodeBlock label="Message" text={message} />
      )}
      {successor !== null && <SuccessorNote run={run} successor={successor} />}
      <PeekButtons run={run} actions={actions} successor={successor} />
      <section aria-label="Attempts">
        <SectionHeading title="Attempts" detail={`${run.attemptCount} of ${run.maxAttempts}`} />
        <ul>
          {run.attempts.toReversed().map((attempt) => (
            <li
              key={attempt.number}
              className="flex h-8 items-center gap-3 border-b border-line last:border-b-0"
            >
              <span className="w-4 text-text-3">{attempt.number}</span>
              <AttemptStateWord state={attempt.state} />
              <span className="ml-auto text-small text-text-2">
                <Moment at={attempt.startedAt} />
              </span>
              <span className="w-20 text-right text-small">
                <Duration
                  ms={attempt.endedAt === null ? null : attempt.endedAt - attempt.startedAt}
                />
              </span>
            </li>
          ))}
        </ul>
      </section>
    </aside>
  );
}

function PeekButtons(props: {
  readonly run: Run;
  readonly actions: RunActions;
  readonly successor: Run | null;
}) {
  const { run, actions, successor } = props;
  const primary = primaryActionOf(run, successor);
  const lookOf = (action: PrimaryAction) => (action === primary ? 'primary' : 'outlined');
  return (
    <div className="flex flex-wrap gap-2">
      {refusalOfRetry(run) === null && (
        <Button look={lookOf('retry')} keys="r" onClick={actions.retry} disabled={actions.isAsking}>
          {run.state === 'retry_wait' ? 'Retry now' : 'Retry'}
        </Button>
      )}
      {run.state === 'unknown' && (
        <Button look="primary" onClick={actions.resolve}>
          Resolve
        </Button>
      )}
      {run.state === 'held' && (
        <Button look="primary" onClick={actions.release} disabled={actions.isAsking}>
          Release
        </Button>
      )}
      <Button look={lookOf('edit')} keys="e" onClick={actions.edit}>
        Edit and retrigger
      </Button>
    </div>
  );
}
