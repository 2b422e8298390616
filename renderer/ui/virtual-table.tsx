import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import type { Range } from '@tanstack/react-virtual';
import { useCallback, useEffect, useId, useRef } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { joinClasses } from '#renderer/lib/join-classes.ts';
import { useWidth } from '#renderer/ui/use-width.ts';

export interface TableColumn<Row> {
  readonly key: string;
  readonly title: ReactNode;
  /** A track of a CSS grid, such as `96px` or `minmax(0,1fr)`. */
  readonly width: string;
  readonly isRight?: boolean;
  /** Which way the rows are sorted by it. */
  readonly sort?: 'ascending' | 'descending';
  /** Left out where the table is narrower than this many pixels. */
  readonly hideBelow?: number;
  /** Left out from this width on: what stands in, in a narrow table, for a column that is left out of it. */
  readonly hideFrom?: number;
  readonly cell: (row: Row) => ReactNode;
}

export interface VirtualTableProps<Row> {
  readonly label: string;
  readonly columns: readonly TableColumn<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  /** Which row is chosen; `null` for none. */
  readonly chosen: number | null;
  readonly onChoose: (index: number) => void;
  readonly onOpen: (index: number) => void;
  /** The last row has come into view. */
  readonly onEnd?: (() => void) | undefined;
  readonly isCompact?: boolean;
}

const ROW = 36;
const COMPACT_ROW = 28;
const OVERSCAN = 12;

/**
 * A table of any length, of which only the rows in view are drawn, and the chosen one. A click chooses, a second one
 * opens; the table itself has the focus, and says which row is meant. Moving by one row is a command of the screen.
 */
export function VirtualTable<Row>(props: VirtualTableProps<Row>) {
  const { label, rows, rowKey, chosen, onChoose, onOpen, onEnd, isCompact = false } = props;
  const place = useRef<HTMLDivElement>(null);
  const [measure, width] = useWidth();
  const columns = props.columns.filter(
    ({ hideBelow = 0, hideFrom = Infinity }) => width >= hideBelow && width < hideFrom,
  );
  const id = useId();
  const template = columns.map(({ width }) => width).join(' ');
  const height = isCompact ? COMPACT_ROW : ROW;
  // With a new function each time, every row would be measured anew at every step of the wheel.
  const keyOfIndex = useCallback((index: number) => rowKey(rows[index] as Row), [rows, rowKey]);
  // The virtualizer's functions may not be memoised; nothing here is.
  // eslint-disable-next-line react-hooks/incompatible-library
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => place.current,
    estimateSize: () => height,
    overscan: OVERSCAN,
    getItemKey: keyOfIndex,
    rangeExtractor: useCallback((range: Range) => withChosen(range, chosen), [chosen]),
  });
  const items = virtual.getVirtualItems();
  const lastShown = virtual.range?.endIndex ?? 0;

  useEffect(() => virtual.measure(), [height, virtual]);
  useEffect(() => {
    if (chosen !== null) virtual.scrollToIndex(chosen);
  }, [chosen, virtual]);
  useEffect(() => {
    if (rows.length > 0 && lastShown >= rows.length - OVERSCAN) onEnd?.();
  }, [lastShown, rows.length, onEnd]);

  /** The keys of a grid besides those that are commands of the screen: to its ends, and by what is in view. */
  function onKeyDown(event: KeyboardEvent): void {
    const inView = Math.max(1, Math.floor((place.current?.clientHeight ?? 0) / height) - 1);
    const by = new Map([
      ['Home', -rows.length],
      ['End', rows.length],
      ['PageUp', -inView],
      ['PageDown', inView],
    ]).get(event.key);
    if (by === undefined || rows.length === 0) return;
    event.preventDefault();
    onChoose(Math.max(0, Math.min(rows.length - 1, (chosen ?? 0) + by)));
  }

  return (
    <div
      ref={place}
      role="grid"
      aria-label={label}
      aria-rowcount={onEnd === undefined ? rows.length + 1 : -1}
      aria-colcount={props.columns.length}
      aria-activedescendant={
        items.some(({ index }) => index === chosen) ? `${id}-${chosen}` : undefined
      }
      onKeyDown={onKeyDown}
      tabIndex={0}
      className="min-h-0 min-w-0 overflow-auto outline-offset-[-2px]"
    >
      <div ref={measure} role="presentation" />
      <HeaderRow columns={columns} all={props.columns} template={template} />
      <div role="rowgroup" className="relative" style={{ height: virtual.getTotalSize() }}>
        {items.map(({ index, start, key }) => (
          <div
            key={key}
            id={`${id}-${index}`}
            role="row"
            aria-rowindex={index + 2}
            aria-selected={index === chosen}
            onClick={() => onChoose(index)}
            onDoubleClick={() => onOpen(index)}
            style={{ gridTemplateColumns: template, height, transform: `translateY(${start}px)` }}
            className={joinClasses(
              'absolute inset-x-0 top-0 grid items-center gap-x-3 border-b border-line px-5',
              index === chosen ? 'bg-selected shadow-[inset_2px_0_var(--now)]' : 'hover:bg-hover',
            )}
          >
            {columns.map((column) => (
              <span
                key={column.key}
                role="gridcell"
                aria-colindex={props.columns.indexOf(column) + 1}
                className={joinClasses('min-w-0 truncate', column.isRight && 'text-right')}
              >
                {column.cell(rows[index] as Row)}
              </span>
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}

/** What is in view, and the chosen row wherever it is: the table says that it is meant, so it has to be there. */
function withChosen(range: Range, chosen: number | null): number[] {
  const shown = defaultRangeExtractor(range);
  if (chosen === null || chosen >= range.count || shown.includes(chosen)) return shown;
  return [...shown, chosen].toSorted((one, other) => one - other);
}

function HeaderRow<Row>(props: {
  readonly columns: readonly TableColumn<Row>[];
  /** Those that there is no room for too. */
  readonly all: readonly TableColumn<Row>[];
  readonly template: string;
}) {
  const { columns, all, template } = props;
  return (
    <div
      role="row"
      aria-rowindex={1}
      style={{ gridTemplateColumns: template }}
      className="sticky top-0 z-10 grid h-7.5 items-center gap-x-3 border-b border-line bg-surface px-5 text-small font-medium text-text-3"
    >
      {columns.map((column) => (
        <span
          key={column.key}
          role="columnheader"
          aria-colindex={all.indexOf(column) + 1}
          aria-sort={column.sort}
          className={joinClasses('truncate', column.isRight && 'text-right')}
        >
          {column.title}
          {column.sort !== undefined && (
            <span aria-hidden="true"> {column.sort === 'descending' ? '↓' : '↑'}</span>
          )}
        </span>
      ))}
    </div>
  );
}
