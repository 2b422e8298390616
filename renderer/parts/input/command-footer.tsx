import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import type { InstanceCommand } from '#renderer/data/use-instance-command.ts';
import { FooterProblem } from '#renderer/parts/input/footer-problem.tsx';
import { Button } from '#renderer/ui/button.tsx';
import type { ButtonProps } from '#renderer/ui/button.tsx';

export interface CommandFooterProps {
  readonly command: Pick<
    InstanceCommand<never, never>,
    'isAsking' | 'block' | 'isUnanswered' | 'giveUp'
  >;
  /** Why it cannot be asked yet, by what is typed. */
  readonly draftProblem?: string | null;
  /** Why it was refused. */
  readonly refusal?: string | null;
  readonly look?: ButtonProps['look'];
  readonly dismissal?: string;
  readonly onClose: () => void;
  readonly onConfirm: () => void;
  /** What the button does. */
  readonly children: ReactNode;
}

/** The buttons of a dialog that asks for something, and in view beside them why nothing can be asked or was done. */
export function CommandFooter(props: CommandFooterProps) {
  const { command, draftProblem = null, refusal = null, look = 'primary', children } = props;
  const isDisabled = command.isAsking || command.block !== null || draftProblem !== null;
  const confirm = useConfirmKeys(props.onConfirm, isDisabled);
  const problem = useFocusOnProblem(refusal);
  return (
    <>
      <span ref={problem} tabIndex={-1} className="mr-auto min-w-0 outline-none">
        <FooterState {...{ command, draftProblem, refusal }} />
      </span>
      {command.isUnanswered && <Button onClick={command.giveUp}>Give up</Button>}
      <Button onClick={props.onClose}>{props.dismissal ?? 'Not now'}</Button>
      <Button look={look} keys="mod+enter" onClick={confirm} disabled={isDisabled}>
        {children}
      </Button>
    </>
  );
}

function FooterState(props: Pick<CommandFooterProps, 'command' | 'draftProblem' | 'refusal'>) {
  const { command, draftProblem = null, refusal = null } = props;
  if (command.isUnanswered) return <FooterProblem text={UNANSWERED} isAlert />;
  if (command.block !== null) return <FooterProblem text={command.block} />;
  if (draftProblem !== null) return <FooterProblem text={draftProblem} />;
  return refusal === null ? null : <FooterProblem text={refusal} isAlert />;
}

const UNANSWERED = 'Not answered yet: asked again under the same command id, done once at most.';

/** `mod+enter` confirms from anywhere in the dialog, before an editor takes it for a new line. */
function useConfirmKeys(onConfirm: () => void, isDisabled: boolean): () => void {
  const confirm = useRef(onConfirm);
  useEffect(() => {
    confirm.current = () => {
      if (isDisabled) return;
      onConfirm();
      // What is missing is marked by then.
      requestAnimationFrame(() => wrongField(document)?.focus());
    };
  });
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.repeat) return;
      event.preventDefault();
      event.stopPropagation();
      confirm.current();
    }
    window.addEventListener('keydown', onKeyDown, { capture: true });
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true });
  }, []);
  return () => confirm.current();
}

/** After a refusal the focus is where something is to be mended, or where it is said what. */
function useFocusOnProblem(refusal: string | null) {
  const problem = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    if (refusal === null) return;
    const dialog = problem.current?.closest('[role="dialog"]') ?? document;
    (wrongField(dialog) ?? problem.current)?.focus();
  }, [refusal]);
  return problem;
}

function wrongField(place: ParentNode): HTMLElement | null {
  return place.querySelector<HTMLElement>('[aria-invalid="true"]');
}
