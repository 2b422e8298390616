import type { ReactNode } from 'react';
import { useState } from 'react';
import type { InstanceCommand } from '#renderer/data/use-instance-command.ts';
import { CommandFooter } from '#renderer/parts/input/command-footer.tsx';
import type { ButtonProps } from '#renderer/ui/button.tsx';
import { Modal } from '#renderer/ui/modal.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';

export interface ReasonDialogProps {
  readonly title: string;
  /** What will happen, in a sentence or two. */
  readonly description: string;
  readonly command: Pick<
    InstanceCommand<never, never>,
    'isAsking' | 'block' | 'isUnanswered' | 'giveUp' | 'problem'
  >;
  /** What the button does. */
  readonly verb: string;
  readonly look?: ButtonProps['look'];
  readonly dismissal?: string;
  /** `Reason (optional)` if left out. */
  readonly label?: string;
  readonly placeholder?: string;
  /** What is asked besides the reason, under it. */
  readonly more?: ReactNode;
  readonly onClose: () => void;
  /** With the reason, `null` for none. */
  readonly onConfirm: (reason: string | null) => void;
  /** What it is about, above the reason. */
  readonly children?: ReactNode;
}

/** Asks once more, and why; Enter confirms. */
export function ReasonDialog(props: ReasonDialogProps) {
  const { command, label = 'Reason (optional)', placeholder = '', onClose } = props;
  const { look = 'primary', dismissal = 'Not now' } = props;
  const [reason, setReason] = useState('');
  const confirm = () => props.onConfirm(reason.trim() || null);
  return (
    <Modal
      isOpen
      onClose={onClose}
      width="narrow"
      title={props.title}
      description={props.description}
      footer={
        <CommandFooter
          command={command}
          {...{ look, dismissal }}
          onClose={onClose}
          onConfirm={confirm}
        >
          {props.verb}
        </CommandFooter>
      }
    >
      <form
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          confirm();
        }}
      >
        {props.children}
        <TextField {...{ label, value: reason, placeholder }} hasFocus onChange={setReason} />
        {props.more}
        <input type="submit" hidden />
        {command.problem !== null && <Notice tone="failed" title={command.problem} isAlert />}
      </form>
    </Modal>
  );
}
