import { Checkbox } from '@base-ui/react/checkbox';
import { Check } from 'lucide-react';
import type { ReactNode } from 'react';

export interface CheckFieldProps {
  readonly label: ReactNode;
  readonly isChecked: boolean;
  readonly onChange: (isChecked: boolean) => void;
}

export function CheckField({ label, isChecked, onChange }: CheckFieldProps) {
  return (
    <label className="flex items-center gap-2">
      <Checkbox.Root
        checked={isChecked}
        onCheckedChange={onChange}
        className="flex size-4 items-center justify-center rounded-mark border border-control data-checked:border-ink data-checked:bg-ink"
      >
        <Checkbox.Indicator>
          <Check size={12} className="text-on-ink" />
        </Checkbox.Indicator>
      </Checkbox.Root>
      {label}
    </label>
  );
}
