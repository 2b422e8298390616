import { Radio } from '@base-ui/react/radio';
import { RadioGroup } from '@base-ui/react/radio-group';
import type { ReactNode } from 'react';

export interface OptionListProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly {
    readonly value: Value;
    readonly title: ReactNode;
    readonly text?: ReactNode;
  }[];
  readonly onChange: (value: Value) => void;
}

/** One of a few that need a sentence each. */
export function OptionList<Value extends string>(props: OptionListProps<Value>) {
  const { label, value, options, onChange } = props;
  return (
    <RadioGroup
      aria-label={label}
      value={value}
      onValueChange={onChange}
      className="flex flex-col gap-1"
    >
      {options.map((option) => (
        <label
          key={option.value}
          className="flex items-start gap-2.5 rounded-control px-2 py-1.5 hover:bg-hover has-data-checked:bg-selected"
        >
          <Radio.Root
            value={option.value}
            className="mt-0.5 flex size-4 shrink-0 items-center justify-center rounded-full border border-control data-checked:border-ink"
          >
            <Radio.Indicator className="size-2 rounded-full bg-ink" />
          </Radio.Root>
          <span>
            <span className="font-medium">{option.title}</span>
            {option.text !== undefined && (
              <span className="block text-small text-text-2">{option.text}</span>
            )}
          </span>
        </label>
      ))}
    </RadioGroup>
  );
}
