import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { X } from 'lucide-react';
import type { RunFilter } from '#shared/contract/run-filter.ts';
import type { RunState } from '#shared/domain/run-state-table.ts';
import { useOperations } from '#renderer/data/instance.tsx';
import { joinClasses } from '#renderer/lib/join-classes.ts';
import { FilterBox } from '#renderer/parts/filter-box.tsx';
import type { MarkName } from '#renderer/parts/state-mark.tsx';
import { markOfRun, StateMark } from '#renderer/parts/state-mark.tsx';
import { Button } from '#renderer/ui/button.tsx';

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

  function toggle(states: readonly RunState[]): void {
    const isOn = states.every((state) => chosen.includes(state));
    const rest = chosen.filter((state) => !states.includes(state));
    const next = isOn ? rest : [...rest, ...states];
    change({ state: next.length === 0 ? undefined : next });
  }

  return (
    <div className="flex flex-wrap items-center gap-2 px-5 py-3">
      <FilterBox
        label="Text in request, input or message"
        text={filter.text ?? ''}
        pauseMs={TYPING_PAUSE_MS}
        onChange={(text) => change({ text: text || undefined })}
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
      <FilterChips filter={filter} onChange={change} />
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

const CHIPS = ['job', 'method', 'origin', 'fingerprint', 'isLate', 'since'] as const;
const CHIP_NAMES: Readonly<Record<(typeof CHIPS)[number], string>> = {
  job: 'job',
  method: 'method',
  origin: 'origin',
  fingerprint: 'error',
  isLate: 'late',
  since: 'since',
};

function FilterChips(props: {
  readonly filter: RunFilter;
  readonly onChange: (changed: Partial<RunFilter>) => void;
}) {
  const { filter, onChange } = props;
  const set = CHIPS.filter((field) => filter[field] !== undefined);
  if (set.length === 0 && filter.state === undefined && filter.text === undefined) return null;
  return (
    <>
      {set.map((field) => (
        <span
          key={field}
          className="machine inline-flex h-5 items-center gap-1 rounded-mark border border-line bg-sunken pl-1.5"
        >
          <span className="text-text-3">{CHIP_NAMES[field]}:</span>
          {chipText(field, filter)}
          <button
            type="button"
            aria-label={`Remove the filter ${CHIP_NAMES[field]}`}
            onClick={() => onChange({ [field]: undefined })}
            className="px-1 text-text-3 hover:text-text-1"
          >
            <X size={12} />
          </button>
        </span>
      ))}
      <Button
        look="quiet"
        size="small"
        onClick={() =>
          onChange({
            ...{ state: undefined, job: undefined, method: undefined, origin: undefined },
            ...{ fingerprint: undefined, text: undefined, since: undefined, isLate: undefined },
          })
        }
      >
        Clear
      </Button>
    </>
  );
}

function chipText(field: (typeof CHIPS)[number], filter: RunFilter): string {
  if (field === 'since')
    return new Date(filter.since ?? 0).toISOString().slice(0, 16).replace('T', ' ');
  if (field === 'fingerprint') return (filter.fingerprint ?? '').slice(0, 8);
  return String(filter[field]);
}
