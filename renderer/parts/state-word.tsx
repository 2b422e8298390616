import type { AttemptState } from '#shared/domain/attempt-state-table.ts';
import type { RunState } from '#shared/domain/run-state-table.ts';
import type { MarkName } from '#renderer/parts/state-mark.tsx';
import { colourOfMark, markOfAttempt, markOfRun, StateMark } from '#renderer/parts/state-mark.tsx';

/** States whose word differs from their name in the contract. */
const WORDS: Readonly<Record<string, string>> = {
  unknown: 'outcome unknown',
  retry_wait: 'retrying',
  timed_out: 'timed out',
};

/** What is loud: it needs a person, or is going on. Everything that is over and well stays quiet. */
const LOUD: readonly MarkName[] = ['failed', 'unknown', 'retrying', 'running', 'held'];

export function wordOfState(state: RunState | AttemptState): string {
  return WORDS[state] ?? state;
}

export function RunStateWord({ state }: { readonly state: RunState }) {
  return <StateWord mark={markOfRun(state)} word={wordOfState(state)} />;
}

export function AttemptStateWord({ state }: { readonly state: AttemptState }) {
  return <StateWord mark={markOfAttempt(state)} word={wordOfState(state)} />;
}

/** The mark with its word. */
export function StateWord({ mark, word }: { readonly mark: MarkName; readonly word: string }) {
  const look = LOUD.includes(mark) ? `font-medium ${colourOfMark(mark)}` : 'text-text-2';
  return (
    <span className="inline-flex items-center gap-1.5 align-middle whitespace-nowrap">
      <StateMark name={mark} />
      <span className={look}>{word}</span>
    </span>
  );
}
