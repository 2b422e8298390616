import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { Job } from '#shared/contract/job-schema.ts';
import type { Run } from '#shared/contract/run-schema.ts';
import type { JsonObject } from '#shared/lib/json.ts';
import { useInstance, useOperations } from '#renderer/data/instance.tsx';
import { useNow } from '#renderer/data/now.ts';
import { useZone } from '#renderer/data/preferences.ts';
import { useInstanceCommand } from '#renderer/data/use-instance-command.ts';
import { CommandFooter } from '#renderer/parts/input/command-footer.tsx';
import { refusalWords } from '#renderer/parts/input/refusal-words.ts';
import { draftOf, draftProblemOf } from '#renderer/parts/input/input-draft.ts';
import { InputForm } from '#renderer/parts/input/input-form.tsx';
import { toInputFields } from '#renderer/parts/input/input-schema.ts';
import { KeptDraftNotice } from '#renderer/parts/input/kept-draft-notice.tsx';
import { RequestPreview } from '#renderer/parts/job-actions/request-preview.tsx';
import { useRunJobDraft } from '#renderer/parts/job-actions/run-job-draft.ts';
import { descriptionOf, toldOf } from '#renderer/parts/job-actions/run-job-words.ts';
import { readStartTime } from '#renderer/parts/job-actions/start-time.ts';
import { StartTimeField } from '#renderer/parts/job-actions/start-time-field.tsx';
import { definitionOf } from '#renderer/parts/job-definition.ts';
import { Modal } from '#renderer/ui/modal.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { tell } from '#renderer/ui/toasts.tsx';

export interface RunJobDialogProps {
  readonly job: Job;
  readonly onClose: () => void;
}

/** A run by hand: what will happen, to what, where, with which input, and when. */
export function RunJobDialog({ job, onClose }: RunJobDialogProps) {
  const { client } = useInstance();
  const navigate = useNavigate();
  const now = useNow();
  const zone = useZone();
  const { input: ownInput, inputSchema } = definitionOf(job);
  const kept = useRunJobDraft(job.name, {
    input: draftOf(ownInput),
    startText: null,
    reason: '',
  });
  const { draft, change, discard } = kept;
  const { startText, reason } = draft;
  const { input, fault } = draft.input;
  const paused = usePause(job);
  const isPaused = paused !== null;
  const [isTried, setIsTried] = useState(false);
  const trigger = useInstanceCommand(client.runs.trigger);
  const start = startText === null ? null : readStartTime(startText, zone, now);
  const draftProblem = draftProblemOf(draft.input, toInputFields(inputSchema));
  const asked = { job: job.name, input: input as Run['input'] };
  const refusal = trigger.refusalOf(asked);

  function confirm(): void {
    setIsTried(true);
    if (start !== null && start.problem !== null) return;
    const request = { ...asked, at: start?.at ?? null, reason: reason.trim() || null };
    trigger.ask(request, ({ run, isMerged }) => {
      discard();
      onClose();
      tell(toldOf(run, isMerged, isPaused));
      void navigate({ to: '/runs/$run', params: { run: run.id } });
    });
  }

  return (
    <Modal
      isOpen
      onClose={onClose}
      title={`Run ${job.name}`}
      description={descriptionOf(job, isPaused)}
      footer={
        <CommandFooter
          command={trigger}
          draftProblem={draftProblem}
          refusal={refusalWords(refusal)}
          onClose={onClose}
          onConfirm={confirm}
        >
          {startText === null ? 'Start 1 run now' : 'Plan 1 run'}
        </CommandFooter>
      }
    >
      <div className="flex flex-col gap-4">
        <KeptDraftNotice {...kept} />
        {paused !== null && <PausedNotice paused={paused} />}
        <RequestPreview job={job} input={{ ...ownInput, ...input }} isRefused={refusal !== null} />
        <div className="flex flex-col gap-2">
          <InputForm
            schema={inputSchema}
            draft={draft.input}
            onChange={(next) => change({ input: next })}
            problems={refusal?.problems ?? []}
          />
          {fault === null && <LeftOut ownInput={ownInput} input={input} />}
        </div>
        <StartTimeField
          text={startText}
          onChange={(next) => change({ startText: next })}
          problem={isTried ? (start?.problem ?? null) : null}
          at={start?.at ?? null}
        />
        <TextField
          label="Reason (optional)"
          value={reason}
          onChange={(next) => change({ reason: next })}
          placeholder="Kept with the run"
        />
      </div>
    </Modal>
  );
}

/** Asked anew: the job may have been paused or resumed since the dialog was opened. */
function usePause(job: Job): Job['paused'] {
  const { jobs } = useOperations();
  const { data } = useQuery(jobs.get.queryOptions({ input: { job: job.name } }));
  return (data?.job ?? job).paused;
}

function PausedNotice({ paused }: { readonly paused: NonNullable<Job['paused']> }) {
  return (
    <Notice tone="warning" title={`This job is paused by ${paused.by}.`}>
      The run is made, and starts when the job is resumed.
    </Notice>
  );
}

/** A field that is left out is not gone: the job's own value stands in for it. */
function LeftOut(props: { readonly ownInput: JsonObject; readonly input: JsonObject }) {
  const { ownInput, input } = props;
  const names = Object.keys(ownInput).filter((name) => !(name in input));
  if (names.length === 0) return null;
  return (
    <p className="text-small text-text-3">
      The job’s own value is taken for what you left out:{' '}
      {names.map((name) => `${name} ${JSON.stringify(ownInput[name])}`).join(', ')}.
    </p>
  );
}
