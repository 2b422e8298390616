/** Text of a machine, as it came. */
export function CodeBlock({ text, label }: { readonly text: string; readonly label: string }) {
  return (
    <pre
      aria-label={label}
      tabIndex={0}
      className="machine max-h-80 overflow-auto rounded-control border border-line bg-sunken px-2.5 py-2 break-words whitespace-pre-wrap"
    >
      {text}
    </pre>
  );
}
