import { Search } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useCommands } from '#renderer/data/command-registry.ts';

export interface FilterBoxProps {
  /** What is looked for, as a sentence of nouns: its name, and what stands in it while it is empty. */
  readonly label: string;
  readonly text: string;
  readonly onChange: (text: string) => void;
  /** How long a person pauses before what was typed is told, in milliseconds. */
  readonly pauseMs?: number;
  /** Told what a person has typed when they leave; unless it is taken over, it stays there. */
  readonly onLeave?: (text: string) => boolean;
}

/**
 * Text that limits a list. While somebody types, what stands here is theirs: a text that comes from elsewhere, such as
 * an earlier one that arrives late, is taken over only once they have left.
 */
export function FilterBox({ label, text, onChange, pauseMs = 0, onLeave }: FilterBoxProps) {
  const [typed, setTyped] = useState(text);
  const [known, setKnown] = useState(text);
  const [isFocused, setIsFocused] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const tell = useRef(onChange);
  const timer = useRef<number>(undefined);
  const hasTyped = useRef(false);
  if (known !== text) {
    setKnown(text);
    if (!isFocused) setTyped(text);
  }
  useEffect(() => {
    tell.current = onChange;
  });
  useEffect(() => () => window.clearTimeout(timer.current), []);
  useCommands([
    {
      ...{ id: 'list.filter', title: 'Filter this list', group: 'List', keys: '/' },
      run: () => input.current?.focus(),
    },
  ]);

  function tellNow(next: string): void {
    window.clearTimeout(timer.current);
    timer.current = undefined;
    tell.current(next);
  }
  function type(next: string): void {
    setTyped(next);
    hasTyped.current = true;
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => tellNow(next), pauseMs);
  }
  function leave(): void {
    setIsFocused(false);
    const isTheirs = hasTyped.current;
    hasTyped.current = false;
    if (onLeave !== undefined && isTheirs && typed !== text) {
      window.clearTimeout(timer.current);
      timer.current = undefined;
      // What was not taken over stays, and stays theirs.
      hasTyped.current = !onLeave(typed);
      if (!hasTyped.current) setTyped(text);
      return;
    }
    if (timer.current === undefined) setTyped(text);
    else tellNow(typed);
  }

  return (
    <label className="flex h-7 min-w-48 grow basis-48 items-center gap-1.5 rounded-control border border-line-strong bg-raised px-2 focus-within:border-now">
      <Search size={14} className="text-text-3" aria-hidden="true" />
      <input
        ref={input}
        type="search"
        aria-label={label}
        placeholder={label}
        value={typed}
        onFocus={() => setIsFocused(true)}
        onBlur={leave}
        onChange={(event) => type(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape' || event.key === 'Enter') input.current?.blur();
        }}
        className="min-w-0 grow bg-transparent text-ellipsis outline-none placeholder:text-text-3 [&::-webkit-search-cancel-button]:opacity-60 [&::-webkit-search-cancel-button]:grayscale"
      />
    </label>
  );
}
