import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useId, useRef } from 'react';
import type { ReactNode } from 'react';
import { joinClasses } from '#renderer/lib/join-classes.ts';
import { useWidth } from '#renderer/ui/use-width.ts';

export interface TableColumn<Row> {
  readonly key: string;
  readonly title: ReactNode;
  /** A track of a CSS grid, such as `96px` or `minmax(0,1fr)`. */
  readonly width: string;
  readonly isRight?: boolean;
  /** Left out where the table is narrower than this many pixels. */
  readonly hideBelow?: number;
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

/** A table of any length, of which only the rows in view are drawn. A click chooses, a second one opens. */
export function VirtualTable<Row>(props: VirtualTableProps<Row>) {
  const { label, rows, rowKey, chosen, onChoose, onOpen, onEnd, isCompact = false } = props;
  const place = useRef<HTMLDivElement>(null);
  const [measure, width] = useWidth();
  const columns = props.columns.filter(({ hideBelow = 0 }) => width >= hideBelow);
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
  });
  const items = virtual.getVirtualItems();
  const lastShown = items.at(-1)?.index ?? 0;

  useEffect(() => virtual.measure(), [height, virtual]);
  useEffect(() => {
    if (chosen !== null) virtual.scrollToIndex(chosen);
  }, [chosen, virtual]);
  useEffect(() => {
    if (rows.length > 0 && lastShown >= rows.length - OVERSCAN) onEnd?.();
  }, [lastShown, rows.length, onEnd]);

  return (
    <div
      ref={place}
      role="grid"
      aria-label={label}
      aria-rowcount={rows.length + 1}
      aria-activedescendant={chosen === null ? undefined : `${id}-${chosen}`}
      tabIndex={0}
      className="min-h-0 min-w-0 overflow-auto outline-offset-[-2px]"
    >
      <div ref={measure} role="presentation" />
      <div
        role="row"
        aria-rowindex={1}
        style={{ gridTemplateColumns: template }}
        className="sticky top-0 z-10 grid h-7.5 items-center gap-x-3 border-b border-line bg-surface px-5 text-small font-medium text-text-3"
      >
        {columns.map(({ key, title, isRight }) => (
          <span
            key={key}
            role="columnheader"
            className={joinClasses('truncate', isRight && 'text-right')}
          >
            {title}
          </span>
        ))}
      </div>
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
            {columns.map(({ key: column, isRight, cell }) => (
              <span
                key={column}
                role="gridcell"
                className={joinClasses('min-w-0 truncate', isRight && 'text-right')}
              >
                {cell(rows[index] as Row)}
              </span>
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}
