import path from 'node:path';
import { expect, test } from 'vitest';
import { parseDesktopArguments } from '#main/desktop-arguments.ts';

test('a data folder is given in either way, and made absolute', () => {
  const dataFolder = path.resolve('here');
  for (const args of [['--data', 'here'], ['--data=here']]) {
    expect(parseDesktopArguments(['.', ...args])).toEqual({ isExample: false, dataFolder });
  }
});

test('without one the platform decides, for the example too', () => {
  expect(parseDesktopArguments(['.', '--example', '--data'])).toEqual({
    ...{ isExample: true, dataFolder: null },
  });
});
