import { expect, test } from 'vitest';
import { toErrorText } from '#engine/executors/http/exchange-text.ts';

test.each([
  [new Error('no shelf'), 'no shelf'],
  [new RangeError(''), 'RangeError'],
  [new AggregateError([new Error('a'), new Error('b'), new Error('a')]), 'a, b'],
  [new AggregateError(['a', new Error('')]), 'a'],
  [new AggregateError([]), 'AggregateError'],
])('an error like %o is told as "%s"', (error, text) => {
  expect(toErrorText(error)).toBe(text);
});
