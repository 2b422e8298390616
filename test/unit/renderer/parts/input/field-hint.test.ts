import { expect, test } from 'vitest';
import { fieldHint } from '#renderer/parts/input/field-hint.ts';

test.each([
  ['what it is for', { description: 'who gets the mail' }, 'Who gets the mail.'],
  ['a range', { minimum: 1, maximum: 10 }, '1 to 10.'],
  ['one end of a range', { minimum: 1, default: 5 }, 'At least 1, usually 5.'],
  ['an open end', { exclusiveMinimum: 0, multipleOf: 2 }, 'More than 0, a multiple of 2.'],
  ['a length', { minLength: 3, maxLength: 80 }, '3 to 80 characters.'],
  ['a format by example', { format: 'date' }, 'Like 2026-11-26.'],
  ['a pattern', { pattern: '^[a-z]+$', description: 'A code' }, 'A code. Matches ^[a-z]+$.'],
])('a field says %s', (_what, property, hint) => {
  expect(fieldHint(property)).toBe(hint);
});

test('a field of which nothing is to be known says nothing', () => {
  expect(fieldHint({ type: 'string' })).toBeNull();
  expect(fieldHint({ type: 'string', minLength: 1 })).toBeNull();
});
