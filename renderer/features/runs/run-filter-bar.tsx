import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { RunFilter } from '#shared/contract/run-filter.ts';
import type { RunState } from '#shared/domain/run-state-table.ts';
import { useOperations } from '#renderer/data/instance.tsx';
import { joinClasses } from '#renderer/lib/join-classes.ts';
import { FilterChips } from '#renderer/features/runs/filter-chips.tsx';
import { readTyped } from '#renderer/features/runs/filter-typed.ts';
import { FilterBox } from '#renderer/parts/filter-box.tsx';
import type { MarkName } from '#renderer/parts/state-mark.tsx';
import { markOfRun, StateMark } from '#renderer/parts/state-mark.tsx';

interface StateGroup {
  readonly title: string;
  readonly states: readonly [RunState, ...RunState[]];
}

/** States that people look for together. */
const STATE_GROUPS: readonly StateGroup[] = [
  { title: 'Failed', states: ['failed'] },
  { title: 'Needs you', states: ['unknown', 'held'] },
  { title: 'Retrying', states: ['retry_wait'] },
  { title: 'Running', states: ['running', 'ready'] },
  { title: 'Scheduled', states: ['scheduled', 'waiting'] },
  { title: 'Succeeded', states: ['succeeded'] },
  { title: 'Given up', states: ['cancelled', 'expired', 'superseded'] },
];

const TYPING_PAUSE_MS = 250;

/** What the list is limited to: states to switch on and off, text to look for, and the rest as chips. */
export function RunFilterBar({ filter }: { readonly filter: RunFilter }) {
  const navigate = useNavigate();
  const { data } = useQuery(
    useOperations().runs.count.queryOptions({ input: { ...filter, state: undefined } }),
  );
  const change = (changed: Partial<RunFilter>): void =>
    void navigate({ to: '/runs', search: { ...filter, ...changed } as never, replace: true });
  const chosen = filter.state ?? [];
  const [problem, setProblem] = useState<string | null>(null);

  /** While somebody types, half a field would be refused and half a job’s name mean others. */
  function lookForWords(typed: string): void {
    const { text, hasFields } = readTyped(typed);
    setProblem(null);
    if (!hasFields) change({ text });
  }

  function takeOver(typed: string): boolean {
    const { fields, text, problem: wrong } = readTyped(typed);
    setProblem(wrong);
    if (wrong !== null) return false;
    change({ ...fields, text });
    return true;
  }

  function toggle(states: readonly RunState[]): void {
    const isOn = states.every((state) => chosen.includes(state));
    const rest = chosen.filter((state) => !states.includes(state));
    const next = isOn ? rest : [...rest, ...states];
    change({ state: next.length === 0 ? undefined : next });
  }

  return (
    <div className="flex flex-wrap items-center gap-2 px-5 py-3">
      <FilterBox
        label="Words, or state:failed job:mail* dur:>10m"
        text={filter.text ?? ''}
        pauseMs={TYPING_PAUSE_MS}
        onChange={lookForWords}
        onLeave={takeOver}
      />
      <div role="group" aria-label="States" className="flex flex-wrap gap-1">
        {STATE_GROUPS.map(({ title, states }) => (
          <StateToggle
            key={title}
            title={title}
            mark={markOfRun(states[0])}
            isOn={states.every((state) => chosen.includes(state))}
            count={states.reduce((sum, state) => sum + (data?.byState[state] ?? 0), 0)}
            onToggle={() => toggle(states)}
          />
        ))}
      </div>
      <FilterChips
        filter={filter}
        onChange={change}
        onClear={() => void navigate({ to: '/runs', search: {}, replace: true })}
      />
      {problem !== null && (
        <p role="alert" className="w-full text-small text-failed">
          {problem}
        </p>
      )}
    </div>
  );
}

/** The count keeps its place while it changes, so that no toggle moves under the pointer. */
function StateToggle(props: {
  readonly title: string;
  readonly mark: MarkName;
  readonly isOn: boolean;
  readonly count: number;
  readonly onToggle: () => void;
}) {
  const { title, mark, isOn, count, onToggle } = props;
  return (
    <button
      type="button"
      aria-pressed={isOn}
      onClick={onToggle}
      className={joinClasses(
        'flex h-7 items-center gap-1.5 rounded-control border px-1.5 text-small whitespace-nowrap',
        isOn
          ? 'border-now bg-selected font-medium text-text-1'
          : 'border-line-strong bg-raised text-text-2 hover:bg-hover',
      )}
    >
      <StateMark name={mark} />
      {title}
      <span className="min-w-[2ch] text-right font-normal text-text-3 tabular-nums">
        {count === 0 ? '' : count.toLocaleString('en')}
      </span>
    </button>
  );
}
