import { expect, test } from 'vitest';
import { keysText } from '#renderer/features/run/keys-text.ts';

const limits = [
  { key: 'index:{{input.index}}', limit: 1 },
  { key: 'disk', limit: 2 },
];

test('concurrency keys are filled in with the input of the run that takes them', () => {
  expect(keysText(limits, { index: 'documents' })).toBe('index:documents limit 1, disk limit 2');
});

test('a key whose field the input lacks stands as it is written', () => {
  expect(keysText(limits, {})).toBe('index:{{input.index}} limit 1, disk limit 2');
});

test('a run without keys says so', () => {
  expect(keysText([], {})).toBe('none');
});
