import { expect, test } from 'vitest';
import { commandBlockOf } from '#renderer/data/command-block.ts';

test('nothing can be asked while the engine is not reached, and the reason is said', () => {
  expect(commandBlockOf('lost')).toBe('The engine is not reached.');
  expect(commandBlockOf('refused')).toBe('This page is no longer signed in.');
});

test('while the first answer is still to come, and once it has, everything can be asked', () => {
  expect(commandBlockOf('connecting')).toBeNull();
  expect(commandBlockOf('live')).toBeNull();
});
