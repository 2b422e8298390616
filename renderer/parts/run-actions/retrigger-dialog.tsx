import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { Run } from '#shared/contract/run-schema.ts';
import type { JsonObject } from '#shared/lib/json.ts';
import { useInstance } from '#renderer/data/instance.tsx';
import { useInstanceCommand } from '#renderer/data/use-instance-command.ts';
import { jsonDifferences } from '#renderer/lib/json-differences.ts';
import { EffectSentence } from '#renderer/parts/effect-sentence.tsx';
import { InputForm } from '#renderer/parts/input/input-form.tsx';
import type { RequestSource } from '#renderer/parts/job-actions/request-preview.tsx';
import { RequestPreview } from '#renderer/parts/job-actions/request-preview.tsx';
import { RequestBox } from '#renderer/parts/request-box.tsx';
import { RevisionChoice } from '#renderer/parts/run-actions/revision-choice.tsx';
import { sourceOf, useRunDefinitions } from '#renderer/parts/run-actions/use-run-definitions.ts';
import { Button } from '#renderer/ui/button.tsx';
import { DifferenceList } from '#renderer/ui/difference-list.tsx';
import { Modal } from '#renderer/ui/modal.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { OptionList } from '#renderer/ui/option-list.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { tell } from '#renderer/ui/toasts.tsx';

const KEYS = [
  {
    value: 'new',
    title: 'Do it again',
    text: 'A new idempotency key: the receiver takes it for a new request.',
  },
  {
    value: 'same',
    title: 'Make sure it happened',
    text: 'The same key: a receiver that has done it already does nothing.',
  },
] as const;

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
  const [input, setInput] = useState<JsonObject | null>(run.input);
  const [revision, setRevision] = useState<'as_it_ran' | 'current'>('current');
  const [idempotencyKey, setIdempotencyKey] = useState<'new' | 'same'>('new');
  const [reason, setReason] = useState('');
  const [complaint, setComplaint] = useState<string | null>(null);
  const retrigger = useInstanceCommand(client.runs.retrigger);
  const differences = input === null ? [] : jsonDifferences(run.input, input);
  const isRepeatedPost = run.method === 'POST' && run.state === 'succeeded';

  function confirm(): void {
    if (input === null) return setComplaint('The input is not a JSON object: mend it first.');
    if (isRepeatedPost && reason.trim() === '') {
      return setComplaint('This POST has succeeded already: say why it is to be done again.');
    }
    setComplaint(null);
    const edited = differences.length === 0 ? null : (input as Run['input']);
    const request = { run: run.id, input: edited, revision, idempotencyKey };
    retrigger.ask({ ...request, reason: reason.trim() || null }, ({ run: made, isMerged }) => {
      onClose();
      tell(isMerged ? `Merged into ${made.id}, which is pending` : `${run.job} runs again`);
      void navigate({ to: '/runs/$run', params: { run: made.id } });
    });
  }

  const problem = complaint ?? retrigger.problem;
  const source = sourceOf(definitions, revision);
  return (
    <Modal
      isOpen
      onClose={onClose}
      title="Edit and retrigger"
      description={`A new run of ${run.job}. Run ${run.id} stays as it is.`}
      footer={
        <>
          <Button onClick={onClose}>Not now</Button>
          <Button look="primary" onClick={confirm} disabled={retrigger.isAsking}>
            {differences.length === 0 ? 'Retrigger 1 run' : 'Retrigger 1 run with this input'}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        {isRepeatedPost && (
          <Notice tone="warning" title="This request has already succeeded.">
            A POST changes something each time it is performed.
          </Notice>
        )}
        <RequestSummary run={run} source={source} input={input ?? run.input} />
        <div className="grid grid-cols-2 gap-4">
          <InputForm
            schema={source?.definition['inputSchema']}
            input={input ?? run.input}
            onChange={setInput}
          />
          <div className="flex min-w-0 flex-col gap-2">
            <span className="flex h-7 items-center text-small text-text-2">What you changed</span>
            <DifferenceList differences={differences} none="Nothing: the input stays as it was." />
          </div>
        </div>
        <RevisionChoice run={run} {...definitions} value={revision} onChange={setRevision} />
        {run.method === 'POST' && (
          <OptionList
            label="Idempotency key"
            value={idempotencyKey}
            options={KEYS}
            onChange={setIdempotencyKey}
          />
        )}
        <TextField
          label={isRepeatedPost ? 'Reason' : 'Reason (optional)'}
          value={reason}
          onChange={setReason}
          placeholder="Kept with the new run"
        />
        {problem !== null && <Notice tone="failed" title={problem} isAlert />}
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
