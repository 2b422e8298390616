import { lazy, Suspense } from 'react';

const CodeEditor = lazy(async () => ({
  default: (await import('#renderer/ui/code-editor.tsx')).CodeEditor,
}));

export interface JsonEditorProps {
  readonly label: string;
  readonly text: string;
  readonly onChange: (text: string) => void;
  readonly hasFocus?: boolean;
}

/** JSON as text, with its mistakes underlined. The editor is loaded when it is first needed. */
export function JsonEditor(props: JsonEditorProps) {
  return (
    <Suspense fallback={<div className="h-40 rounded-control border border-line bg-sunken" />}>
      <CodeEditor {...props} />
    </Suspense>
  );
}
