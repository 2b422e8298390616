import { Select } from '@base-ui/react/select';
import { Check, ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';

export interface ChoiceFieldProps {
  readonly label: ReactNode;
  readonly value: string;
  readonly choices: readonly string[];
  readonly onChange: (value: string) => void;
}

export function ChoiceField({ label, value, choices, onChange }: ChoiceFieldProps) {
  return (
    <div className="flex flex-col gap-1">
      <Select.Root value={value} onValueChange={(next) => onChange(next ?? '')}>
        <Select.Label className="text-small text-text-2">{label}</Select.Label>
        <Select.Trigger className="flex h-7 items-center justify-between rounded-control border border-line-strong bg-surface px-2">
          <Select.Value />
          <ChevronDown size={14} className="text-text-3" />
        </Select.Trigger>
        <Select.Portal>
          <Select.Positioner className="z-50">
            <Select.Popup className="min-w-40 rounded-control bg-raised p-1 shadow-float">
              {choices.map((choice) => (
                <Select.Item
                  key={choice}
                  value={choice}
                  className="flex h-7 items-center gap-2 rounded-mark px-2 data-highlighted:bg-selected"
                >
                  <Select.ItemText>{choice}</Select.ItemText>
                  <Select.ItemIndicator className="ml-auto">
                    <Check size={14} />
                  </Select.ItemIndicator>
                </Select.Item>
              ))}
            </Select.Popup>
          </Select.Positioner>
        </Select.Portal>
      </Select.Root>
    </div>
  );
}
