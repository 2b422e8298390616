import { useState } from 'react';
import type { JsonObject } from '#shared/lib/json.ts';
import { isJsonObject } from '#shared/lib/json.ts';
import type { InputField } from '#renderer/parts/input/input-schema.ts';
import { toInputFields, withFieldText } from '#renderer/parts/input/input-schema.ts';
import { CheckField } from '#renderer/ui/check-field.tsx';
import { ChoiceField } from '#renderer/ui/choice-field.tsx';
import { JsonEditor } from '#renderer/ui/json-editor.tsx';
import { Segmented } from '#renderer/ui/segmented.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';

export interface InputFormProps {
  readonly schema: unknown;
  readonly input: JsonObject;
  /** `null` while the text is no JSON object. */
  readonly onChange: (input: JsonObject | null) => void;
}

/** The input of a run, as fields where its schema allows that, and always as JSON too. */
export function InputForm({ schema, input, onChange }: InputFormProps) {
  const fields = toInputFields(schema);
  const [asked, setAsked] = useState<'fields' | 'json'>('fields');
  const [text, setText] = useState(() => JSON.stringify(input, null, 2));
  const shown = fields === null ? 'json' : asked;

  function change(next: JsonObject): void {
    setText(JSON.stringify(next, null, 2));
    onChange(next);
  }

  function changeText(next: string): void {
    setText(next);
    onChange(parseObject(next));
  }

  return (
    <div className="flex min-w-0 flex-col gap-2">
      <div className="flex h-7 items-center justify-between">
        <span className="text-small text-text-2">Input</span>
        {fields !== null && (
          <Segmented
            label="How to edit the input"
            value={asked}
            onChange={setAsked}
            options={[
              { value: 'fields', text: 'Fields' },
              { value: 'json', text: 'JSON' },
            ]}
          />
        )}
      </div>
      {shown === 'json' && (
        <JsonEditor
          label="Input as JSON"
          text={text}
          onChange={changeText}
          hasFocus={fields === null}
        />
      )}
      {shown === 'fields' &&
        fields?.map((field, index) => (
          <InputFieldControl
            key={field.name}
            {...{ field, input, hasFocus: index === 0 }}
            onChange={change}
          />
        ))}
    </div>
  );
}

function InputFieldControl(props: {
  readonly field: InputField;
  readonly input: JsonObject;
  readonly hasFocus: boolean;
  readonly onChange: (input: JsonObject) => void;
}) {
  const { field, input, hasFocus, onChange } = props;
  const value = input[field.name];
  const label = <FieldLabel field={field} />;
  const hint = field.description ?? undefined;
  if (field.kind === 'boolean') {
    return (
      <CheckField
        label={label}
        isChecked={value === true}
        onChange={(isChecked) => onChange({ ...input, [field.name]: isChecked })}
      />
    );
  }
  if (field.kind === 'choice') {
    return (
      <ChoiceField
        label={label}
        value={toFieldText(value)}
        choices={field.choices.map(String)}
        onChange={(text) => {
          const chosen = field.choices.find((choice) => String(choice) === text);
          onChange(chosen === undefined ? input : { ...input, [field.name]: chosen });
        }}
      />
    );
  }
  return (
    <TextField
      label={label}
      isMachine
      hasFocus={hasFocus}
      value={toFieldText(value)}
      onChange={(text) => onChange(withFieldText(input, field, text))}
      {...(hint === undefined ? {} : { hint })}
    />
  );
}

/** A field that has no title goes by its name, which is a machine's word. */
function FieldLabel({ field }: { readonly field: InputField }) {
  const { name, title, isRequired } = field;
  return (
    <>
      <span className={title === name ? 'machine' : ''}>{title}</span>
      {!isRequired && ' (optional)'}
    </>
  );
}

function toFieldText(value: JsonObject[string] | undefined): string {
  if (value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function parseObject(text: string): JsonObject | null {
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? value : null;
  } catch {
    return null;
  }
}
