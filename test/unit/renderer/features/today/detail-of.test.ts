import { expect, test } from 'vitest';
import { detailOf } from '#renderer/features/today/detail-of.ts';

const say = (total: number) => (total === 0 ? 'nothing' : `${total} runs`);

test('an empty list is claimed only where it has been read', () => {
  expect(detailOf({ data: 0, error: null }, say)).toBe('nothing');
  expect(detailOf<number>({ data: undefined, error: null }, say)).toBeUndefined();
  expect(detailOf<number>({ data: undefined, error: new Error('gone') }, say)).toBe(
    'could not be read',
  );
});

test('what was read before a break is still said', () => {
  expect(detailOf({ data: 3, error: new Error('gone') }, say)).toBe('3 runs');
});
