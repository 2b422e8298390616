import { useState } from 'react';
import type { Drawing, LatestRows } from '#renderer/parts/steady-rows.ts';
import { draw, isToBeDrawn, keepTrue, newCountOf } from '#renderer/parts/steady-rows.ts';

export interface SteadyRows<Row> {
  readonly rows: readonly SteadyRow<Row>[];
  /** Rows that have come since the list was drawn; they appear when `showNew` is called. */
  readonly newCount: number;
  readonly showNew: () => void;
}

export interface SteadyRow<Row> {
  readonly row: Row;
  /** It is not in the list any more: this is what it was when it was last there. */
  readonly isGone: boolean;
}

/**
 * Rows that never move under the pointer: their order is that of the moment when they were drawn, and only their
 * content is kept true. What has come since waits to be asked for.
 */
export function useSteadyRows<Row>(latest: LatestRows<Row>): SteadyRows<Row> {
  const [drawing, setDrawing] = useState<Drawing<Row> | null>(null);
  const next = isToBeDrawn(drawing, latest) ? draw(latest) : keepTrue(drawing, latest);
  if (next !== drawing) setDrawing(next);
  return {
    rows: next?.rows ?? [],
    newCount: newCountOf(next, latest),
    showNew: () => setDrawing(draw(latest)),
  };
}
