import { describe, expect, test } from 'vitest';
import type { Drawing, LatestRows } from '#renderer/parts/steady-rows.ts';
import { draw, isToBeDrawn, keepTrue, newCountOf } from '#renderer/parts/steady-rows.ts';

interface Row {
  readonly id: string;
  readonly state: string;
}

const row = (id: string, state = 'running'): Row => ({ id, state });

function latest(
  rows: readonly Row[] | undefined,
  facts: Partial<LatestRows<Row>> = {},
): LatestRows<Row> {
  return { rows, keyOf: ({ id }) => id, ...facts };
}

const shown = (drawing: Drawing<Row> | null) =>
  drawing?.rows.map(({ row: { id, state }, isGone }) => `${id} ${isGone ? 'gone' : state}`);

describe('a list whose rows do not move', () => {
  const drawn = draw(latest([row('a'), row('b')]));

  test('keeps the order in which it was drawn, and renews what its rows say', () => {
    const now = latest([row('new'), row('b', 'late'), row('a')]);
    expect(isToBeDrawn(drawn, now)).toBe(false);
    expect(shown(keepTrue(drawn, now))).toEqual(['a running', 'b late']);
  });

  test('leaves a row that has gone in its place, as what it was', () => {
    expect(shown(keepTrue(drawn, latest([row('b')])))).toEqual(['a gone', 'b running']);
  });

  test('counts what has come since, wherever it belongs', () => {
    expect(newCountOf(drawn, latest([row('a'), row('b'), row('c')]))).toBe(1);
    expect(newCountOf(drawn, latest([row('a')]))).toBe(0);
  });

  test('is drawn anew where nothing could move, or something else is asked for', () => {
    expect(isToBeDrawn(null, latest([]))).toBe(true);
    expect(isToBeDrawn(draw(latest([])), latest([row('a')]))).toBe(true);
    expect(isToBeDrawn(drawn, latest([row('a'), row('b')], { asked: 'other' }))).toBe(true);
    expect(isToBeDrawn(drawn, latest(undefined))).toBe(false);
  });

  test('is drawn anew once nothing is left of it and nobody holds it', () => {
    const emptied = keepTrue(drawn, latest([]));
    expect(isToBeDrawn(emptied, latest([], { isHeld: true }))).toBe(false);
    expect(isToBeDrawn(emptied, latest([], { isHeld: false }))).toBe(true);
  });

  test('follows what happens as long as it is loose and nobody holds it', () => {
    const rows = [row('b'), row('c')];
    expect(isToBeDrawn(drawn, latest(rows, { isLoose: true, isHeld: true }))).toBe(false);
    expect(isToBeDrawn(drawn, latest(rows, { isLoose: true, isHeld: false }))).toBe(true);
    const again = draw(latest(rows));
    expect(isToBeDrawn(again, latest(rows, { isLoose: true, isHeld: false }))).toBe(false);
  });

  test('is the same list as long as nothing has come', () => {
    const rows = [row('a'), row('b')];
    const once = keepTrue(drawn, latest(rows));
    expect(keepTrue(once, latest(rows))).toBe(once);
  });
});
