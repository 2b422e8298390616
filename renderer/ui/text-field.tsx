import { Field } from '@base-ui/react/field';
import type { ReactNode } from 'react';

export interface TextFieldProps {
  readonly label: ReactNode;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly hint?: ReactNode;
  /** What is wrong, as one sentence. */
  readonly problem?: string | null;
  readonly placeholder?: string;
  readonly isMachine?: boolean;
  readonly hasFocus?: boolean;
  readonly inputMode?: 'text' | 'numeric' | 'decimal';
}

export function TextField(props: TextFieldProps) {
  const { label, value, onChange, hint, problem = null, placeholder, isMachine = false } = props;
  return (
    <Field.Root invalid={problem !== null} className="flex flex-col gap-1">
      <Field.Label className="text-small text-text-2">{label}</Field.Label>
      <Field.Control
        value={value}
        onValueChange={onChange}
        placeholder={placeholder}
        inputMode={props.inputMode}
        autoFocus={props.hasFocus === true}
        className={`h-7 rounded-control border border-line-strong bg-surface px-2 placeholder:text-text-3 data-invalid:border-failed ${isMachine ? 'machine' : ''}`}
      />
      {problem !== null && (
        <Field.Error match className="text-small text-failed">
          {problem}
        </Field.Error>
      )}
      {problem === null && hint !== undefined && (
        <Field.Description className="text-small text-text-3">{hint}</Field.Description>
      )}
    </Field.Root>
  );
}
