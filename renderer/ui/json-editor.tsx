import { lazy, Suspense } from 'react';
import type { JsonEditorProps } from '#renderer/ui/json-editor-props.ts';

const CodeEditor = lazy(async () => ({
  default: (await import('#renderer/ui/code-editor.tsx')).CodeEditor,
}));

/** JSON as text, with its mistakes underlined. The editor is loaded when it is first needed. */
export function JsonEditor(props: JsonEditorProps) {
  return (
    <Suspense fallback={<div className="h-40 rounded-control border border-line bg-sunken" />}>
      <CodeEditor {...props} />
    </Suspense>
  );
}
