import { Radio } from '@base-ui/react/radio';
import { RadioGroup } from '@base-ui/react/radio-group';
import type { ReactNode } from 'react';

export interface SegmentedProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly text: ReactNode }[];
  readonly onChange: (value: Value) => void;
}

/** One of a few. */
export function Segmented<Value extends string>(props: SegmentedProps<Value>) {
  const { label, value, options, onChange } = props;
  return (
    <RadioGroup
      aria-label={label}
      value={value}
      onValueChange={onChange}
      className="inline-flex h-7 shrink-0 overflow-hidden rounded-control border border-line-strong bg-raised"
    >
      {options.map((option) => (
        <Radio.Root
          key={option.value}
          value={option.value}
          className="flex items-center gap-1.5 border-r border-line px-2.5 text-small whitespace-nowrap text-text-2 outline-offset-[-2px] last:border-r-0 hover:bg-hover data-checked:bg-selected data-checked:font-semibold data-checked:text-text-1"
        >
          {option.text}
        </Radio.Root>
      ))}
    </RadioGroup>
  );
}
