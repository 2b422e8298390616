import { expect, test } from 'vitest';
import { createEndingCounter, FINEST_SPAN_MS } from '#engine/store/count-endings.ts';
import { openDatabase } from '#engine/store/open-database.ts';

function setUp() {
  const database = openDatabase(':memory:');
  const rows = (table = 'ending') =>
    database.prepare<[], unknown[]>(`SELECT * FROM ${table} ORDER BY 1`).raw().all();
  return { endings: createEndingCounter(database), rows };
}

test('endings of one job in one span become one row, however many transactions they came in', () => {
  const { endings, rows } = setUp();
  endings.note(1, 'succeeded', FINEST_SPAN_MS);
  endings.note(1, 'failed', 2 * FINEST_SPAN_MS - 1);
  endings.write();
  endings.note(1, 'cancelled', FINEST_SPAN_MS + 1);
  endings.note(1, 'superseded', FINEST_SPAN_MS + 1);
  endings.write();
  expect(rows()).toEqual([[FINEST_SPAN_MS, 1, 1, 1, 2]]);
});

test('what is written is not written again, and what is forgotten never', () => {
  const { endings, rows } = setUp();
  endings.note(1, 'succeeded', 0);
  endings.write();
  endings.note(1, 'succeeded', 0);
  endings.forget();
  endings.write();
  expect(rows()).toEqual([[0, 1, 1, 0, 0]]);
});

test('each ending counts in its ten minutes, its hour and its day', () => {
  const { endings, rows } = setUp();
  const [hourMs, dayMs] = [3_600_000, 86_400_000];
  endings.note(1, 'succeeded', dayMs);
  endings.note(1, 'failed', dayMs + FINEST_SPAN_MS);
  endings.note(1, 'succeeded', dayMs + hourMs);
  endings.write();
  expect(rows()).toHaveLength(3);
  expect(rows('ending_hour')).toEqual([
    [dayMs, 1, 1, 1, 0],
    [dayMs + hourMs, 1, 1, 0, 0],
  ]);
  expect(rows('ending_day')).toEqual([[dayMs, 1, 2, 1, 0]]);
});
