import { expect, test } from 'vitest';
import {
  HISTOGRAM_SPAN_MS,
  HISTOGRAM_SPANS,
  histogramStart,
  toHistogram,
} from '#engine/core/failure-histogram.ts';
import { START_AT } from '#test/support/test-clock.ts';

test('the spans are those of the clock, and the last one holds the present', () => {
  const from = histogramStart(START_AT);
  expect(from % HISTOGRAM_SPAN_MS).toBe(0);
  const end = from + HISTOGRAM_SPANS * HISTOGRAM_SPAN_MS;
  expect(end - HISTOGRAM_SPAN_MS).toBeLessThanOrEqual(START_AT);
  expect(end).toBeGreaterThan(START_AT);
});

test('an instant is counted in its span, and what lies outside of the week in none', () => {
  const from = histogramStart(START_AT);
  const spans = toHistogram(from, [
    { at: from - 1, count: 100 },
    { at: from, count: 1 },
    { at: from + HISTOGRAM_SPAN_MS - 1, count: 2 },
    { at: START_AT, count: 4 },
    { at: from + HISTOGRAM_SPANS * HISTOGRAM_SPAN_MS, count: 100 },
  ]);
  expect(spans).toHaveLength(HISTOGRAM_SPANS);
  expect([spans[0], spans[1], spans.at(-1)]).toEqual([3, 0, 4]);
});
