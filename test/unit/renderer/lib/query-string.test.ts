import { expect, test } from 'vitest';
import { toQueryString } from '#renderer/lib/query-string.ts';

test.each([
  [{}, ''],
  [{ state: ['failed', 'held'], job: undefined }, '?state=failed&state=held'],
  [{ attempts: { min: 2 }, isLate: true }, '?attempts[min]=2&isLate=true'],
  [{ input: [{ path: 'a.b', value: "it's 1" }] }, '?input[0][path]=a.b&input[0][value]=it%27s%201'],
])('%j is asked for by %s', (query, text) => {
  expect(toQueryString(query)).toBe(text);
});
