import { expect, test } from 'vitest';
import { countOf } from '#renderer/lib/count-of.ts';

test('one of a kind is one, and more of them are many', () => {
  expect(countOf(1, 'run')).toBe('1 run');
  expect(countOf(0, 'run')).toBe('0 runs');
  expect(countOf(1_234, 'run')).toBe('1,234 runs');
});
