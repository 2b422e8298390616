import { useState } from 'react';
import type { DeskCommand } from '#renderer/data/command-registry.ts';

export interface RowCursor<Row> {
  readonly index: number | null;
  readonly row: Row | null;
  readonly isPeeking: boolean;
  readonly choose: (index: number) => void;
  readonly togglePeek: () => void;
  /** Moving, peeking and opening, for the keyboard. */
  readonly commands: readonly DeskCommand[];
}

/**
 * Which row of a list is chosen, by what the row is and not by where it stands: when rows come and go, the choice
 * stays with its row.
 */
export function useRowCursor<Row>(
  rows: readonly Row[],
  keyOf: (row: Row) => string,
  open: (row: Row) => void,
): RowCursor<Row> {
  const [key, setKey] = useState<string | null>(null);
  const [isPeeking, setIsPeeking] = useState(false);
  const found = key === null ? -1 : rows.findIndex((row) => keyOf(row) === key);
  const index = found < 0 ? null : found;
  const row = index === null ? null : (rows[index] ?? null);

  function choose(next: number): void {
    const chosen = rows[Math.max(0, Math.min(next, rows.length - 1))];
    if (chosen !== undefined) setKey(keyOf(chosen));
  }
  function togglePeek(): void {
    setIsPeeking((was) => !was);
  }

  const group = 'List';
  const refusal = row === null ? 'No row is chosen: choose one with j, or by a click.' : null;
  return {
    ...{ index, row, isPeeking: isPeeking && row !== null, choose, togglePeek },
    commands: [
      {
        ...{
          id: 'list.down',
          title: 'Next row',
          group,
          keys: 'j',
          isKeyOnly: true,
          isRepeated: true,
        },
        run: () => choose(index === null ? 0 : index + 1),
      },
      {
        ...{
          id: 'list.up',
          title: 'Row before',
          group,
          keys: 'k',
          isKeyOnly: true,
          isRepeated: true,
        },
        run: () => choose(index === null ? 0 : index - 1),
      },
      {
        ...{
          id: 'list.arrow-down',
          title: 'Next row',
          group,
          keys: 'arrowdown',
          isKeyOnly: true,
          isRepeated: true,
        },
        run: () => choose(index === null ? 0 : index + 1),
      },
      {
        ...{
          id: 'list.arrow-up',
          title: 'Row before',
          group,
          keys: 'arrowup',
          isKeyOnly: true,
          isRepeated: true,
        },
        run: () => choose(index === null ? 0 : index - 1),
      },
      {
        ...{ id: 'list.peek', title: 'Look at the row beside the list', group, keys: 'space' },
        refusal,
        run: togglePeek,
      },
      {
        ...{ id: 'list.open', title: 'Open the row', group, keys: 'enter' },
        refusal,
        run: () => {
          if (row !== null) open(row);
        },
      },
    ],
  };
}
