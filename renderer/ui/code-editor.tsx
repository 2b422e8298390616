import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { json, jsonParseLinter } from '@codemirror/lang-json';
import {
  bracketMatching,
  HighlightStyle,
  indentOnInput,
  syntaxHighlighting,
} from '@codemirror/language';
import { linter } from '@codemirror/lint';
import { EditorState } from '@codemirror/state';
import { EditorView, keymap } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { useEffect, useRef } from 'react';
import { typedText } from '#renderer/ui/typed-text.ts';
import type { JsonEditorProps } from '#renderer/ui/json-editor-props.ts';

/** CodeMirror on JSON. Tab leaves it, as everybody without a mouse expects. */
export function CodeEditor({ label, text, onChange, hasFocus = false }: JsonEditorProps) {
  const place = useRef<HTMLDivElement>(null);
  const changed = useRef(onChange);
  const first = useRef({ text, label, hasFocus });
  const editor = useRef<EditorView>(null);

  useEffect(() => {
    changed.current = onChange;
  });

  useEffect(() => {
    if (place.current === null) return;
    const view = new EditorView({
      parent: place.current,
      state: EditorState.create({
        doc: first.current.text,
        extensions: [
          ...EXTENSIONS,
          EditorView.contentAttributes.of({ 'aria-label': first.current.label }),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) changed.current(update.state.doc.toString());
          }),
        ],
      }),
    });
    editor.current = view;
    if (first.current.hasFocus && !isTypingElsewhere()) view.focus();
    return () => view.destroy();
  }, []);

  useEffect(() => {
    const view = editor.current;
    if (view === null || view.state.doc.toString() === text) return;
    view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
  }, [text]);

  return <div ref={place} className="overflow-hidden rounded-control border border-line-strong" />;
}

/** The editor is loaded when it is first needed: by then a person may be typing into another field. */
function isTypingElsewhere(): boolean {
  return document.activeElement?.matches('input, textarea, [contenteditable="true"]') === true;
}

const EXTENSIONS = [
  history(),
  json(),
  linter(jsonParseLinter()),
  bracketMatching(),
  indentOnInput(),
  typedText,
  syntaxHighlighting(
    HighlightStyle.define([
      { tag: tags.propertyName, color: 'var(--text-2)' },
      { tag: [tags.string, tags.number, tags.bool, tags.null], color: 'var(--text-1)' },
      { tag: tags.punctuation, color: 'var(--text-3)' },
    ]),
  ),
  keymap.of([...defaultKeymap, ...historyKeymap]),
  EditorView.lineWrapping,
  EditorView.theme({
    '&': { backgroundColor: 'var(--surface)', fontSize: '12px', maxHeight: '320px' },
    '&.cm-focused': { outline: '2px solid var(--now)', outlineOffset: '-1px' },
    '.cm-scroller': { fontFamily: 'var(--font-mono)', lineHeight: '18px', overflow: 'auto' },
    '.cm-content': { padding: '8px 0', caretColor: 'var(--text-1)' },
    '.cm-line': { padding: '0 10px' },
    '.cm-cursor': { borderLeftColor: 'var(--text-1)' },
  }),
];
