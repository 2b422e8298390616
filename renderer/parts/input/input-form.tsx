import { useState } from 'react';
import type { Problem } from '#shared/contract/errors.ts';
import type { InputDraft } from '#renderer/parts/input/input-draft.ts';
import { faultText, withText } from '#renderer/parts/input/input-draft.ts';
import { InputFieldControl } from '#renderer/parts/input/input-field-control.tsx';
import { toInputFields } from '#renderer/parts/input/input-schema.ts';
import { asSentence } from '#renderer/lib/as-sentence.ts';
import { capitalise } from '#renderer/lib/capitalise.ts';
import { JsonEditor } from '#renderer/ui/json-editor.tsx';
import { Segmented } from '#renderer/ui/segmented.tsx';

export interface InputFormProps {
  readonly schema: unknown;
  readonly draft: InputDraft;
  readonly onChange: (draft: InputDraft) => void;
  /** What was refused, to be told at the fields that it is about. */
  readonly problems?: readonly Problem[];
}

/** The input of a run, as fields where its schema allows that, and always as JSON too. */
export function InputForm({ schema, draft, onChange, problems = [] }: InputFormProps) {
  const fields = toInputFields(schema);
  const [chosen, setChosen] = useState<'fields' | 'json'>('fields');
  const [areFieldsAsked, setAreFieldsAsked] = useState(false);
  // Fields cannot show a text that is no JSON, and what they cannot show they would lose.
  const shown = fields === null || draft.fault !== null ? 'json' : chosen;

  function choose(next: 'fields' | 'json'): void {
    setAreFieldsAsked(next === 'fields');
    if (draft.fault === null) setChosen(next);
  }

  function changeText(text: string): void {
    const next = withText(draft, text);
    // While somebody types JSON it stays JSON, also when it becomes right.
    setChosen('json');
    if (next.fault === null) setAreFieldsAsked(false);
    onChange(next);
  }

  return (
    <div className="flex min-w-0 flex-col gap-2">
      <div className="flex h-7 items-center justify-between">
        <span className="text-small text-text-2">Input</span>
        {fields !== null && (
          <Segmented
            label="How to edit the input"
            value={shown}
            onChange={choose}
            options={[
              { value: 'fields', text: 'Fields' },
              { value: 'json', text: 'JSON' },
            ]}
          />
        )}
      </div>
      {shown === 'json' && (
        <>
          <JsonEditor
            label="Input as JSON"
            text={draft.text}
            onChange={changeText}
            hasFocus={fields === null}
          />
          {draft.fault !== null && (
            <p role="status" className="text-small text-failed">
              {capitalise(faultText(draft.fault))}
              {areFieldsAsked && ' Mend it, then the fields can show what you wrote.'}
            </p>
          )}
        </>
      )}
      {shown === 'json' && problems.length > 1 && (
        <ul className="text-small text-failed">
          {problems.map((problem) => (
            <li key={problem.place}>{asSentence(problem.message)}</li>
          ))}
        </ul>
      )}
      {shown === 'fields' &&
        fields?.map((field, index) => (
          <InputFieldControl
            key={field.name}
            {...{ field, draft, onChange, problems, hasFocus: index === 0 }}
          />
        ))}
    </div>
  );
}
