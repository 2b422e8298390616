import type { Problem } from '#shared/contract/errors.ts';
import { inputFieldOf } from '#shared/contract/problem-sentence.ts';
import { asSentence } from '#renderer/lib/as-sentence.ts';
import type { InputDraft } from '#renderer/parts/input/input-draft.ts';
import {
  fieldProblemOf,
  fieldTextOf,
  withFieldText,
  withValue,
} from '#renderer/parts/input/input-draft.ts';
import type { InputField } from '#renderer/parts/input/input-schema.ts';
import { CheckField } from '#renderer/ui/check-field.tsx';
import { ChoiceField } from '#renderer/ui/choice-field.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';

export interface InputFieldControlProps {
  readonly field: InputField;
  readonly draft: InputDraft;
  readonly hasFocus: boolean;
  readonly onChange: (draft: InputDraft) => void;
  readonly problems: readonly Problem[];
}

/** One field of an input, with what is to be known about it and what is wrong with it. */
export function InputFieldControl(props: InputFieldControlProps) {
  const { field, draft, problems } = props;
  const refused = problems.find((problem) => inputFieldOf(problem) === field.name);
  const problem =
    fieldProblemOf(draft, field) ?? (refused === undefined ? null : asSentence(refused.message));
  if (field.kind !== 'boolean' && field.kind !== 'choice') {
    return <TypedField {...props} problem={problem} />;
  }
  return (
    <div className="flex flex-col gap-1">
      <ChosenField {...props} />
      <FieldNote hint={field.hint} problem={problem} />
    </div>
  );
}

function TypedField(props: InputFieldControlProps & { readonly problem: string | null }) {
  const { field, draft, hasFocus, onChange, problem } = props;
  const { hint } = field;
  return (
    <TextField
      label={<FieldLabel field={field} />}
      isMachine
      hasFocus={hasFocus}
      value={fieldTextOf(draft, field)}
      onChange={(text) => onChange(withFieldText(draft, field, text))}
      problem={problem}
      inputMode={INPUT_MODES[field.kind] ?? 'text'}
      {...(hint === null ? {} : { hint })}
    />
  );
}

const INPUT_MODES: Readonly<Partial<Record<InputField['kind'], 'numeric' | 'decimal'>>> = {
  integer: 'numeric',
  number: 'decimal',
};

function ChosenField({ field, draft, onChange }: InputFieldControlProps) {
  const label = <FieldLabel field={field} />;
  if (field.kind === 'boolean') {
    return (
      <CheckField
        label={label}
        isChecked={draft.input[field.name] === true}
        onChange={(isChecked) => onChange(withValue(draft, field.name, isChecked))}
      />
    );
  }
  return (
    <ChoiceField
      label={label}
      value={fieldTextOf(draft, field)}
      choices={field.choices.map(String)}
      onChange={(text) => {
        const chosen = field.choices.find((choice) => String(choice) === text);
        if (chosen !== undefined) onChange(withValue(draft, field.name, chosen));
      }}
    />
  );
}

function FieldNote(props: { readonly hint: string | null; readonly problem: string | null }) {
  const { hint, problem } = props;
  if (problem !== null) return <p className="text-small text-failed">{problem}</p>;
  return hint === null ? null : <p className="text-small text-text-3">{hint}</p>;
}

/** What a control does not show by itself. */
const TYPE_WORDS: Readonly<Record<InputField['kind'], string | null>> = {
  text: 'text',
  number: 'number',
  integer: 'whole number',
  boolean: null,
  choice: null,
};

/** A field that has no title goes by its name, which is a machine's word. */
function FieldLabel({ field }: { readonly field: InputField }) {
  const { name, title, isRequired, kind } = field;
  const facts = [TYPE_WORDS[kind], isRequired ? 'required' : 'optional'];
  return (
    <>
      <span className={title === name ? 'machine' : ''}>{title}</span>
      <span className="text-text-3"> {facts.filter((fact) => fact !== null).join(', ')}</span>
    </>
  );
}
