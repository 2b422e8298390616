import { Notice } from '#renderer/ui/notice.tsx';
import { OptionList } from '#renderer/ui/option-list.tsx';

const KEYS = [
  {
    value: 'new',
    title: 'Do it again',
    text: 'A new idempotency key: the receiver takes it for a new request.',
  },
  {
    value: 'same',
    title: 'Make sure it happened',
    text: 'The same key: a receiver that has done it already does nothing.',
  },
] as const;

export interface KeyChoiceProps {
  readonly value: 'new' | 'same';
  readonly onChange: (value: 'new' | 'same') => void;
  /** The new run is to have another input than the one it is made from. */
  readonly isInputChanged: boolean;
}

/** Whether the receiver of a POST takes the new run for a new request. */
export function KeyChoice({ value, onChange, isInputChanged }: KeyChoiceProps) {
  return (
    <div className="flex flex-col gap-2">
      <OptionList label="Idempotency key" value={value} options={KEYS} onChange={onChange} />
      {value === 'same' && isInputChanged && (
        <Notice tone="warning" title="The same key with another input may change nothing.">
          A receiver that knows the key answers as it did before, and ignores what you changed. To
          send the correction, choose “Do it again”.
        </Notice>
      )}
    </div>
  );
}
