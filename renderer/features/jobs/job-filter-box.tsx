import { Search } from 'lucide-react';
import { useRef } from 'react';
import { useCommands } from '#renderer/data/command-registry.ts';

export interface JobFilterBoxProps {
  readonly text: string;
  readonly onChange: (text: string) => void;
}

export function JobFilterBox({ text, onChange }: JobFilterBoxProps) {
  const input = useRef<HTMLInputElement>(null);
  useCommands([
    {
      ...{ id: 'list.filter', title: 'Filter this list', group: 'List', keys: '/' },
      run: () => input.current?.focus(),
    },
  ]);
  return (
    <label className="mx-5 my-3 flex h-7 max-w-120 items-center gap-1.5 rounded-control border border-line-strong bg-raised px-2">
      <Search size={14} className="text-text-3" aria-hidden="true" />
      <input
        ref={input}
        type="search"
        aria-label="Text in name, target or effect"
        placeholder="Text in name, target or effect"
        value={text}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape' || event.key === 'Enter') input.current?.blur();
        }}
        className="min-w-0 grow bg-transparent outline-none placeholder:text-text-3"
      />
    </label>
  );
}
