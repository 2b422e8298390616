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
import { InputForm } from '#renderer/parts/input/input-form.tsx';
import { RequestPreview } from '#renderer/parts/job-actions/request-preview.tsx';
import { readStartTime } from '#renderer/parts/job-actions/start-time.ts';
import { StartTimeField } from '#renderer/parts/job-actions/start-time-field.tsx';
import { definitionOf } from '#renderer/parts/job-definition.ts';
import { Button } from '#renderer/ui/button.tsx';
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
  const [input, setInput] = useState<JsonObject | null>(ownInput);
  const [startText, setStartText] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const [isTried, setIsTried] = useState(false);
  const trigger = useInstanceCommand(client.runs.trigger);
  const start = startText === null ? null : readStartTime(startText, zone, now);
  const complaint = isTried && input === null ? 'The input is not a JSON object: mend it.' : null;

  function confirm(): void {
    setIsTried(true);
    if (input === null || (start !== null && start.problem !== null)) return;
    const request = { job: job.name, input: input as Run['input'], at: start?.at ?? null };
    trigger.ask({ ...request, reason: reason.trim() || null }, ({ run, isMerged }) => {
      onClose();
      tell(toldOf(job, run, isMerged));
      void navigate({ to: '/runs/$run', params: { run: run.id } });
    });
  }

  const problem = complaint ?? trigger.problem;
  return (
    <Modal
      isOpen
      onClose={onClose}
      title={`Run ${job.name}`}
      description={
        job.triggers.length === 0
          ? 'A run by hand.'
          : 'A run by hand. Its triggers go on as before.'
      }
      footer={
        <>
          <Button onClick={onClose}>Not now</Button>
          <Button look="primary" onClick={confirm} disabled={trigger.isAsking}>
            {startText === null ? 'Start 1 run now' : 'Plan 1 run'}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <PausedNotice job={job} />
        <RequestPreview job={job} input={{ ...ownInput, ...input }} />
        <div className="flex flex-col gap-2">
          <InputForm schema={inputSchema} input={input ?? ownInput} onChange={setInput} />
          <LeftOut ownInput={ownInput} input={input} />
          {problem !== null && <Notice tone="failed" title={problem} isAlert />}
        </div>
        <StartTimeField
          text={startText}
          onChange={setStartText}
          problem={isTried ? (start?.problem ?? null) : null}
          at={start?.at ?? null}
        />
        <TextField
          label="Reason (optional)"
          value={reason}
          onChange={setReason}
          placeholder="Kept with the run"
        />
      </div>
    </Modal>
  );
}

/** Asked anew: the job may have been paused since the dialog was opened. */
function PausedNotice({ job }: { readonly job: Job }) {
  const { jobs } = useOperations();
  const { data } = useQuery(jobs.get.queryOptions({ input: { job: job.name } }));
  const { paused } = data?.job ?? job;
  if (paused === null) return null;
  return (
    <Notice tone="warning" title={`This job is paused by ${paused.by}.`}>
      The run is made, and starts when the job is resumed.
    </Notice>
  );
}

/** A field that is left out is not gone: the job's own value stands in for it. */
function LeftOut(props: { readonly ownInput: JsonObject; readonly input: JsonObject | null }) {
  const { ownInput, input } = props;
  const names = input === null ? [] : Object.keys(ownInput).filter((name) => !(name in input));
  if (names.length === 0) return null;
  return (
    <p className="text-small text-text-3">
      The job’s own value is taken for what you left out:{' '}
      {names.map((name) => `${name} ${JSON.stringify(ownInput[name])}`).join(', ')}.
    </p>
  );
}

function toldOf(job: Job, run: Run, isMerged: boolean): string {
  if (isMerged) return `Merged into the pending run ${run.id}: it asks for the same`;
  return run.state === 'scheduled' ? `${job.name} is planned` : `${job.name} runs by hand`;
}
