import { useState } from 'react';
import type { Run } from '#shared/contract/run-schema.ts';
import { useInstance } from '#renderer/data/instance.tsx';
import { useInstanceCommand } from '#renderer/data/use-instance-command.ts';
import { CommandFooter } from '#renderer/parts/input/command-footer.tsx';
import { EffectSentence } from '#renderer/parts/effect-sentence.tsx';
import { RequestLine } from '#renderer/parts/request-line.tsx';
import { Modal } from '#renderer/ui/modal.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { OptionList } from '#renderer/ui/option-list.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { tell } from '#renderer/ui/toasts.tsx';

type Verdict = 'succeeded' | 'failed' | 'ready';

const VERDICTS = [
  {
    value: 'succeeded',
    title: 'It happened',
    text: 'The run counts as succeeded; nothing is done again.',
  },
  { value: 'failed', title: 'It did not happen', text: 'The run counts as failed.' },
  {
    value: 'ready',
    title: 'It did not happen; do it now',
    text: 'The same run gets another attempt, with the same idempotency key.',
  },
] as const satisfies readonly { value: Verdict; title: string; text: string }[];

const BUTTONS: Readonly<Record<Verdict, string>> = {
  succeeded: 'Mark as succeeded',
  failed: 'Mark as failed',
  ready: 'Run it again',
};

/** The outcome of a state change is not known: a person looks at the target, and says what happened. */
export function ResolveDialog({
  run,
  onClose,
}: {
  readonly run: Run;
  readonly onClose: () => void;
}) {
  const { client } = useInstance();
  const [verdict, setVerdict] = useState<Verdict>('succeeded');
  const [reason, setReason] = useState('');
  const [isMissing, setIsMissing] = useState(false);
  const resolve = useInstanceCommand(client.runs.resolve);
  const refusal = resolve.refusalOf({ as: verdict });

  function confirm(): void {
    if (reason.trim() === '') {
      setIsMissing(true);
      return;
    }
    resolve.ask({ run: run.id, as: verdict, reason: reason.trim() }, () => {
      tell(`${run.job} is resolved`);
      onClose();
    });
  }

  return (
    <Modal
      isOpen
      onClose={onClose}
      title={`What became of ${run.job}?`}
      description={run.message ?? 'Nobody knows what its last attempt did.'}
      footer={
        <CommandFooter command={resolve} onClose={onClose} onConfirm={confirm}>
          {BUTTONS[verdict]}
        </CommandFooter>
      }
    >
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          confirm();
        }}
      >
        <div className="flex flex-col gap-1.5 rounded-panel border border-line px-4 py-3">
          <RequestLine method={run.method} requestLine={run.requestLine} isWhole />
          <p className="text-effect">
            <EffectSentence effect={run.effect} input={run.input} />
          </p>
        </div>
        <OptionList
          label="What happened"
          value={verdict}
          options={VERDICTS}
          onChange={setVerdict}
        />
        <TextField
          label="How you know"
          value={reason}
          onChange={setReason}
          placeholder="Such as: the customer has the mail"
          problem={
            isMissing && reason.trim() === '' ? 'Say how you know; it is kept with the run.' : null
          }
        />
        {refusal !== null && <Notice tone="failed" title={refusal.sentence} isAlert />}
      </form>
    </Modal>
  );
}
