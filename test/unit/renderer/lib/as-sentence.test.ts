import { expect, test } from 'vitest';
import { asSentence } from '#renderer/lib/as-sentence.ts';

test('what the engine says becomes a sentence, with a capital and one full stop', () => {
  expect(asSentence('waits for its next attempt')).toBe('Waits for its next attempt.');
  expect(asSentence('Paused by ada.')).toBe('Paused by ada.');
});
