import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Json } from '#shared/lib/json.ts';
import { toCanonicalJson } from '#shared/lib/json.ts';

test('the order of keys makes no difference', () => {
  expect(toCanonicalJson({ b: 1, a: { d: 2, c: 3 } })).toBe('{"a":{"c":3,"d":2},"b":1}');
});

test('canonical text is read back as the same value', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const plain = JSON.parse(JSON.stringify(value)) as Json;
      expect(JSON.parse(toCanonicalJson(plain))).toEqual(plain);
    }),
  );
});
