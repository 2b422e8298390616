import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { Run } from '#shared/contract/run-schema.ts';
import type { JsonObject } from '#shared/lib/json.ts';
import { useInstance } from '#renderer/data/instance.tsx';
import { useInstanceCommand } from '#renderer/data/use-instance-command.ts';
import { CommandFooter } from '#renderer/parts/input/command-footer.tsx';
import { refusalWords } from '#renderer/parts/input/refusal-words.ts';
import { jsonDifferences } from '#renderer/lib/json-differences.ts';
import { EffectSentence } from '#renderer/parts/effect-sentence.tsx';
import { draftProblemOf } from '#renderer/parts/input/input-draft.ts';
import { toInputFields } from '#renderer/parts/input/input-schema.ts';
import { KeptDraftNotice } from '#renderer/parts/input/kept-draft-notice.tsx';
import type { RequestSource } from '#renderer/parts/job-actions/request-preview.tsx';
import { RequestPreview } from '#renderer/parts/job-actions/request-preview.tsx';
import { RequestBox } from '#renderer/parts/request-box.tsx';
import { EditedInput } from '#renderer/parts/run-actions/edited-input.tsx';
import { firstRunWarning } from '#renderer/parts/run-actions/first-run-warning.ts';
import { freshRetrigger, useRetriggerDraft } from '#renderer/parts/run-actions/retrigger-draft.ts';
import { KeyChoice } from '#renderer/parts/run-actions/key-choice.tsx';
import { RevisionChoice } from '#renderer/parts/run-actions/revision-choice.tsx';
import { sourceOf, useRunDefinitions } from '#renderer/parts/run-actions/use-run-definitions.ts';
import { Modal } from '#renderer/ui/modal.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { tell } from '#renderer/ui/toasts.tsx';

/** A new run made from an old one: what will happen, to what, where, with which input. */
export function RetriggerDialog({
  run,
  onClose,
}: {
  readonly run: Run;
  readonly onClose: () => void;
}) {
  const { client } = useInstance();
  const navigate = useNavigate();
  const definitions = useRunDefinitions(run);
  const kept = useRetriggerDraft(run.id, freshRetrigger(run));
  const { draft, change, discard } = kept;
  const [isReasonMissed, setIsReasonMissed] = useState(false);
  const retrigger = useInstanceCommand(client.runs.retrigger);
  const { revision, idempotencyKey, reason } = draft;
  const source = sourceOf(definitions, revision);
  const schema = source?.definition['inputSchema'];
  const differences = jsonDifferences(run.input, draft.input.input);
  const isRepeatedPost = run.method === 'POST' && run.state === 'succeeded';
  const warning = firstRunWarning(run);
  const draftProblem = draftProblemOf(draft.input, toInputFields(schema));
  const edited = differences.length === 0 ? null : (draft.input.input as Run['input']);
  const request = { run: run.id, input: edited, revision, idempotencyKey };
  const refusal = retrigger.refusalOf(request);

  function confirm(): void {
    if (isRepeatedPost && reason.trim() === '') return setIsReasonMissed(true);
    retrigger.ask({ ...request, reason: reason.trim() || null }, ({ run: made, isMerged }) => {
      discard();
      onClose();
      tell(isMerged ? `Merged into ${made.id}, which is pending` : `${run.job} runs again`);
      void navigate({ to: '/runs/$run', params: { run: made.id } });
    });
  }

  return (
    <Modal
      isOpen
      onClose={onClose}
      title="Edit and retrigger"
      description={`A new run of ${run.job}. Run ${run.id} stays as it is.`}
      footer={
        <CommandFooter
          command={retrigger}
          draftProblem={draftProblem}
          refusal={refusalWords(refusal)}
          onClose={onClose}
          onConfirm={confirm}
        >
          {differences.length === 0 ? 'Retrigger 1 run' : 'Retrigger 1 run with this input'}
        </CommandFooter>
      }
    >
      <div className="flex flex-col gap-3">
        <KeptDraftNotice {...kept} />
        {warning !== null && (
          <Notice tone="warning" title={warning.title}>
            {warning.text}
          </Notice>
        )}
        <RequestSummary run={run} source={source} input={draft.input.input} />
        <EditedInput
          schema={schema}
          original={run.input}
          draft={draft.input}
          onChange={(input) => change({ input })}
          problems={refusal?.problems ?? []}
        />
        <RevisionChoice
          run={run}
          {...definitions}
          value={revision}
          onChange={(next) => change({ revision: next })}
        />
        {run.method === 'POST' && (
          <KeyChoice
            value={idempotencyKey}
            onChange={(next) => change({ idempotencyKey: next })}
            isInputChanged={edited !== null}
          />
        )}
        <TextField
          label={isRepeatedPost ? 'Reason' : 'Reason (optional)'}
          value={reason}
          onChange={(next) => change({ reason: next })}
          placeholder="Kept with the new run"
          problem={
            isReasonMissed && isRepeatedPost && reason.trim() === ''
              ? 'This POST has succeeded already: say why it is to be done again.'
              : null
          }
        />
      </div>
    </Modal>
  );
}

/** What the new run will do, by what is typed and chosen; what the old one did, while the job is read. */
function RequestSummary(props: {
  readonly run: Run;
  readonly source: RequestSource | undefined;
  readonly input: JsonObject;
}) {
  const { run, source, input } = props;
  if (source !== undefined) return <RequestPreview job={source} input={input} />;
  return (
    <RequestBox
      method={run.method}
      effect={<EffectSentence effect={run.effect} input={run.input} />}
      requestLine={run.requestLine}
    />
  );
}
