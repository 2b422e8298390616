import { expect, test } from 'vitest';
import { createBoundedCache } from '#shared/lib/bounded-cache.ts';

function createRecordingCache(capacity: number) {
  const made: string[] = [];
  const get = createBoundedCache(capacity, (key: string) => {
    made.push(key);
    if (key === 'bad') throw new Error('bad');
    return { key };
  });
  return { get, made };
}

test('what was asked for before is answered without making it again', () => {
  const { get, made } = createRecordingCache(2);
  expect(get('a')).toBe(get('a'));
  expect(made).toEqual(['a']);
});

test('beyond the capacity, what was not asked for longest is forgotten', () => {
  const { get, made } = createRecordingCache(2);
  for (const key of ['a', 'b', 'a', 'c', 'a', 'b']) get(key);
  expect(made).toEqual(['a', 'b', 'c', 'b']);
});

test('a failure is not remembered', () => {
  const { get, made } = createRecordingCache(2);
  expect(() => get('bad')).toThrow('bad');
  expect(() => get('bad')).toThrow('bad');
  expect(made).toEqual(['bad', 'bad']);
});
