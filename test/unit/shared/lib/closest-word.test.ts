import { expect, test } from 'vitest';
import { closestWord } from '#shared/lib/closest-word.ts';

test('a slip of the pen is recognised', () => {
  expect(closestWord('retires', ['retry', 'timeout', 'target'])).toBe('retry');
  expect(closestWord('Europe/Berln', ['Europe/Paris', 'Europe/Berlin'])).toBe('Europe/Berlin');
});

test('a word that is like none of them is not guessed at', () => {
  expect(closestWord('banana', ['retry', 'timeout'])).toBeNull();
});
