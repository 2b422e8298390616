import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import type { KeyboardEvent } from 'react';
import type { FailureGroup } from '#shared/contract/activity-schema.ts';
import { useNow } from '#renderer/data/now.ts';
import { useZone } from '#renderer/data/preferences.ts';
import { formatNearInstant } from '#renderer/lib/format-near-instant.ts';
import {
  markOfGroup,
  runsOfGroup,
  sizeOfGroup,
  stateOfGroup,
} from '#renderer/parts/failure-groups/failure-group.ts';
import { GroupStateWord } from '#renderer/parts/failure-groups/group-state-word.tsx';
import { MethodChip } from '#renderer/parts/method-chip.tsx';
import { Moment } from '#renderer/parts/moment.tsx';
import { StateMark } from '#renderer/parts/state-mark.tsx';
import { Histogram } from '#renderer/ui/histogram.tsx';

export interface GroupsTableProps {
  readonly groups: readonly FailureGroup[];
  /** The panel with the chosen group stands beside it. */
  readonly isBesidePeek: boolean;
  readonly since: number;
  readonly chosen: FailureGroup | null;
  readonly onChoose: (group: FailureGroup) => void;
  readonly onOpen: () => void;
}

const HEAD =
  'sticky top-0 z-10 h-7.5 border-b border-line bg-surface px-2 text-left text-small font-medium whitespace-nowrap text-text-3';
const CELL = 'h-13.5 border-b border-line px-2 whitespace-nowrap';
/** What a narrow list can do without. */
const WIDE_ONLY = 'hidden @2xl:table-cell';
/** Beside the panel, which says it too, only where there is room for both. */
const UNLESS_BESIDE = 'hidden @min-[600px]:table-cell';

/** Groups of failures, in the order in which they were first shown. */
export function GroupsTable(props: GroupsTableProps) {
  const { groups, isBesidePeek, since, chosen, onChoose, onOpen } = props;

  function onKeyDown(event: KeyboardEvent): void {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const next = groups[groups.findIndex((group) => group === chosen) + by];
    if (by === 0 || next === undefined) return;
    event.preventDefault();
    onChoose(next);
  }

  return (
    <div className="min-h-0 grow overflow-auto">
      <table
        role="grid"
        aria-label="Groups of failures"
        onKeyDown={onKeyDown}
        className="w-full table-fixed border-separate border-spacing-0"
      >
        <thead>
          <tr>
            <th className={`${HEAD} w-11 pl-5`}>
              <span className="sr-only">State</span>
            </th>
            <th className={HEAD}>Message and jobs</th>
            <th className={`${HEAD} w-12 text-right @2xl:w-15.5`}>Runs</th>
            <th className={`${HEAD} ${WIDE_ONLY} w-27 pl-4`}>Last 7 d</th>
            <th
              className={`${HEAD} w-24 ${isBesidePeek ? 'pr-5 @min-[600px]:pr-2' : ''} @2xl:w-29.5`}
            >
              Last seen
            </th>
            <th className={`${HEAD} w-24 pr-5 @2xl:w-28.5 ${isBesidePeek ? UNLESS_BESIDE : ''}`}>
              Group
            </th>
          </tr>
        </thead>
        <tbody>
          {groups.map((group) => (
            <Row
              key={group.fingerprint}
              group={group}
              isBesidePeek={isBesidePeek}
              since={since}
              isChosen={group === chosen}
              onChoose={() => onChoose(group)}
              onOpen={onOpen}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface RowProps {
  readonly group: FailureGroup;
  readonly isBesidePeek: boolean;
  readonly since: number;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
  readonly onOpen: () => void;
}

function Row({ group, isBesidePeek, since, isChosen, onChoose, onOpen }: RowProps) {
  const now = useNow();
  const zone = useZone();
  const row = useRef<HTMLTableRowElement>(null);
  const mark = markOfGroup(group);
  const state = stateOfGroup(group);
  const isQuiet = state === 'resolved' || state === 'gone';
  const isKnown = isQuiet || state === 'acknowledged';
  useFollowChoice(row, isChosen);
  return (
    <tr
      ref={row}
      tabIndex={isChosen ? 0 : -1}
      aria-selected={isChosen}
      onClick={onChoose}
      onDoubleClick={onOpen}
      className={`outline-offset-[-2px] ${isChosen ? 'bg-selected [&>td:first-child]:shadow-[inset_2px_0_var(--now)]' : 'hover:bg-hover'}`}
    >
      <td className={`${CELL} pl-5`}>{mark !== null && <StateMark name={mark} label={state} />}</td>
      <td className={CELL}>
        <div
          title={group.message}
          className={`machine truncate text-[12.5px] ${isKnown ? 'text-text-2' : 'font-medium'}`}
        >
          {group.message}
        </div>
        <div className="mt-px flex items-center gap-2.5 text-small">
          <span
            title={group.jobs.join(', ')}
            className={`truncate ${isQuiet ? 'text-text-2' : 'font-medium'}`}
          >
            {group.jobs.join(', ')}
          </span>
          {group.methods.map((method) => (
            <MethodChip key={method} method={method} />
          ))}
        </div>
      </td>
      <td className={`${CELL} text-right`}>
        <Link
          to="/runs"
          search={runsOfGroup(group, since)}
          aria-label={`${sizeOfGroup(group)} runs of this group`}
          onClick={(event) => event.stopPropagation()}
          className={`counted ${isQuiet ? 'text-text-2' : 'text-title font-semibold'}`}
        >
          {sizeOfGroup(group)}
        </Link>
      </td>
      <td className={`${CELL} ${WIDE_ONLY} pl-4`}>
        <Histogram
          counts={group.histogram}
          isQuiet={isQuiet}
          label="When it failed within the last seven days"
        />
      </td>
      <td className={CELL}>
        <Moment at={group.lastAt} as="relative" />
        <div className="truncate text-small text-text-3">
          first {formatNearInstant(group.firstAt, zone, now)}
        </div>
      </td>
      <td className={`${CELL} pr-5 ${isBesidePeek ? UNLESS_BESIDE : ''}`}>
        <GroupStateWord group={group} />
        {state !== 'retrying' && group.retryingCount > 0 && (
          <div className="text-small text-retrying">{group.retryingCount} retrying</div>
        )}
      </td>
    </tr>
  );
}

/** The chosen row stays in sight, and keeps the focus where another row had it. */
function useFollowChoice(row: React.RefObject<HTMLTableRowElement | null>, isChosen: boolean) {
  useEffect(() => {
    if (!isChosen || row.current === null) return;
    row.current.scrollIntoView({ block: 'nearest' });
    if (document.activeElement?.closest('[role="grid"]') != null) row.current.focus();
  }, [row, isChosen]);
}
