/** Why the button beside it can do nothing yet. */
export function FooterProblem({ text }: { readonly text: string }) {
  return <p className="mr-auto min-w-0 text-small text-failed">{text}</p>;
}
