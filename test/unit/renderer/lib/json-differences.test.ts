import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { JsonObject } from '#shared/lib/json.ts';
import { jsonDifferences } from '#renderer/lib/json-differences.ts';

describe('what is different between two inputs', () => {
  test('is named by the deepest place', () => {
    const before = { customer: { name: 'Ada', address: 'ada(at)example.org' }, order: 1 };
    const after = { customer: { name: 'Ada', address: 'ada@example.org' }, order: 1 };
    expect(jsonDifferences(before, after)).toEqual([
      { path: 'customer.address', before: 'ada(at)example.org', after: 'ada@example.org' },
    ]);
  });

  test('tells what came and what went from what changed', () => {
    expect(jsonDifferences({ gone: 1, kept: null }, { kept: null, new: false })).toEqual([
      { path: 'gone', before: 1 },
      { path: 'new', after: false },
    ]);
  });

  test('takes a list as a whole', () => {
    expect(jsonDifferences({ tags: ['a', 'b'] }, { tags: ['a'] })).toEqual([
      { path: 'tags', before: ['a', 'b'], after: ['a'] },
    ]);
  });

  test('is nothing for equal values, whatever they are', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const copy = JSON.parse(JSON.stringify(value)) as JsonObject;
        expect(jsonDifferences(copy, JSON.parse(JSON.stringify(value)) as JsonObject)).toEqual([]);
      }),
    );
  });
});
