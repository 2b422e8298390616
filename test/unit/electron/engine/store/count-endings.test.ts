import { expect, test } from 'vitest';
import { createEndingCounter, ENDING_SPAN_MS } from '#engine/store/count-endings.ts';
import { openDatabase } from '#engine/store/open-database.ts';

function setUp() {
  const database = openDatabase(':memory:');
  const rows = () => database.prepare<[], unknown[]>('SELECT * FROM ending').raw().all();
  return { endings: createEndingCounter(database), rows };
}

test('endings of one job in one span become one row, however many transactions they came in', () => {
  const { endings, rows } = setUp();
  endings.note(1, 'succeeded', ENDING_SPAN_MS);
  endings.note(1, 'failed', 2 * ENDING_SPAN_MS - 1);
  endings.write();
  endings.note(1, 'cancelled', ENDING_SPAN_MS + 1);
  endings.note(1, 'superseded', ENDING_SPAN_MS + 1);
  endings.write();
  expect(rows()).toEqual([[ENDING_SPAN_MS, 1, 1, 1, 2]]);
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
