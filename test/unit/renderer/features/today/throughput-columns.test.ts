import { describe, expect, test } from 'vitest';
import {
  toColumns,
  verticalReach,
  worstCluster,
} from '#renderer/features/today/throughput-columns.ts';

function columnsOf(failed: readonly number[], succeeded: readonly number[] = failed.map(() => 0)) {
  return toColumns({
    bucketMs: 900_000,
    startAt: failed.map((_, index) => index * 900_000),
    succeeded: [...succeeded],
    failed: [...failed],
    other: failed.map(() => 0),
  });
}

describe('the columns of a day', () => {
  test('failures are drawn below the axis', () => {
    expect(columnsOf([2], [5])).toEqual([{ at: 0, succeeded: 5, failed: -2, other: 0 }]);
  });

  test('the label stands at the spans in a row with the most failures', () => {
    expect(worstCluster(columnsOf([2, 2, 0, 0, 0, 3, 3]))).toEqual({ from: 5, to: 6, count: 6 });
  });

  test('one quiet span does not end a row of failures, two do', () => {
    expect(worstCluster(columnsOf([2, 0, 2]))).toEqual({ from: 0, to: 2, count: 4 });
    expect(worstCluster(columnsOf([3, 0, 0, 3]))).toEqual({ from: 0, to: 0, count: 3 });
  });

  test('a failure or two are worth no label', () => {
    expect(worstCluster(columnsOf([0, 2, 0, 0, 1]))).toBeNull();
  });

  test('there is room below the axis even where nothing failed', () => {
    expect(verticalReach(columnsOf([0], [10]))).toEqual([-3, 10]);
    expect(verticalReach(columnsOf([12], [10]))).toEqual([-12, 10]);
  });
});
