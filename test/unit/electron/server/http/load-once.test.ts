import { expect, test } from 'vitest';
import { loadOnce } from '#server/http/load-once.ts';

test('what was loaded for the first caller is there for everybody', async () => {
  let count = 0;
  const load = loadOnce(async () => (count += 1));
  expect(await Promise.all([load(), load()])).toEqual([1, 1]);
  expect(await load()).toBe(1);
});

test('what could not be loaded is tried again for the next caller', async () => {
  let count = 0;
  const load = loadOnce(async () => {
    count += 1;
    if (count === 1) throw new Error('no more files can be opened');
    return count;
  });
  await expect(load()).rejects.toThrow('no more files');
  expect(await load()).toBe(2);
});
