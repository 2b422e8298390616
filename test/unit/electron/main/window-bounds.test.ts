import { expect, test } from 'vitest';
import { decideWindowBounds } from '#main/window-bounds.ts';

const screen = { x: 0, y: 0, width: 1_920, height: 1_080 };
const left = { x: -1_280, y: 0, width: 1_280, height: 1_024 };
const window = { x: 100, y: 100, width: 1_300, height: 800 };

test('a window that was never open gets a size, and its place from the system', () => {
  expect(decideWindowBounds(null, [screen])).toEqual({ width: 1_440, height: 900 });
});

test('a window opens where it was, on any screen', () => {
  expect(decideWindowBounds(window, [screen])).toEqual(window);
  const beside = { ...window, x: -1_200 };
  expect(decideWindowBounds(beside, [screen, left])).toEqual(beside);
});

const unreachable = [
  ['on a screen that is gone', { ...window, x: -1_200 - 1_300 }],
  ['with all but a strip beyond the edge', { ...window, x: 1_900 }],
  ['with its upper edge above the screen', { ...window, y: -30 }],
  ['with its upper edge below the screen', { ...window, y: 1_060 }],
] as const;
test.each(unreachable)('one %s keeps only its size', (_, bounds) => {
  expect(decideWindowBounds(bounds, [screen])).toEqual({ width: 1_300, height: 800 });
});

test('none is smaller than the console can be', () => {
  const tiny = { ...window, width: 10, height: 10 };
  expect(decideWindowBounds(tiny, [screen])).toMatchObject({ width: 1_024, height: 640 });
});
