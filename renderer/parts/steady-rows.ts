/*
 * A list as it was drawn, and what has become of its rows since. A drawing is replaced as a whole when there is nothing
 * in it that could move; else its rows stay where they are, and only what they say is renewed.
 */

export interface LatestRows<Row> {
  /** As they are now, in the order of a new list; `undefined` while that is not known. */
  readonly rows: readonly Row[] | undefined;
  readonly keyOf: (row: Row) => string;
  /** What is asked for; with another one the list is drawn anew. */
  readonly asked?: string;
  /** Somebody may be about to press something in it. */
  readonly isHeld?: boolean;
  /** It is drawn anew whenever nobody holds it, and not only when that is asked for. */
  readonly isLoose?: boolean;
}

export interface Drawing<Row> {
  readonly asked: string | undefined;
  /** What it was made of, to tell whether there is anything new. */
  readonly from: readonly Row[];
  readonly rows: readonly { readonly row: Row; readonly isGone: boolean }[];
}

export function draw<Row>({ rows, asked }: LatestRows<Row>): Drawing<Row> | null {
  return rows === undefined
    ? null
    : { asked, from: rows, rows: rows.map((row) => ({ row, isGone: false })) };
}

export function isToBeDrawn<Row>(drawing: Drawing<Row> | null, latest: LatestRows<Row>): boolean {
  const { rows, asked, isHeld = true, isLoose = false } = latest;
  if (rows === undefined) return false;
  if (drawing === null || drawing.asked !== asked) return true;
  if (isCurrent(drawing, rows)) return false;
  // An empty list has nothing that could move.
  if (drawing.rows.length === 0) return true;
  return !isHeld && (isLoose || drawing.rows.every(({ isGone }) => isGone));
}

function isCurrent<Row>(drawing: Drawing<Row>, rows: readonly Row[]): boolean {
  const { length } = drawing.rows;
  return length === rows.length && drawing.rows.every(({ row }, index) => row === rows[index]);
}

export function keepTrue<Row>(
  drawing: Drawing<Row> | null,
  { rows, keyOf }: LatestRows<Row>,
): Drawing<Row> | null {
  if (drawing === null || rows === undefined || drawing.from === rows) return drawing;
  const now = new Map(rows.map((row) => [keyOf(row), row]));
  return {
    ...drawing,
    from: rows,
    rows: drawing.rows.map(({ row }) => {
      const current = now.get(keyOf(row));
      return { row: current ?? row, isGone: current === undefined };
    }),
  };
}

export function newCountOf<Row>(
  drawing: Drawing<Row> | null,
  { rows = [], keyOf, asked }: LatestRows<Row>,
): number {
  if (drawing === null || drawing.asked !== asked) return 0;
  const shown = new Set(drawing.rows.map(({ row }) => keyOf(row)));
  return rows.filter((row) => !shown.has(keyOf(row))).length;
}
