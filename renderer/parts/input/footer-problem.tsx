export interface FooterProblemProps {
  readonly text: string;
  /** Told at once by a screen reader: what was refused when the button was pressed. */
  readonly isAlert?: boolean;
}

/** Why the button beside it can do nothing yet, or did nothing: in view however long the dialog is. */
export function FooterProblem({ text, isAlert = false }: FooterProblemProps) {
  return (
    <p role={isAlert ? 'alert' : undefined} className="mr-auto min-w-0 text-small text-failed">
      {text}
    </p>
  );
}
