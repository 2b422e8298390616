import { expect, test } from 'vitest';
import { GATE_NAMES } from '#shared/domain/gate.ts';
import { waitWords } from '#renderer/features/run/wait-words.ts';

test('what a run waited for is said in words, never by the name of a gate', () => {
  expect(waitWords('key_busy')).toBe('its concurrency keys');
  for (const gate of GATE_NAMES) {
    expect(waitWords(gate)).toMatch(/ /);
    expect(waitWords(gate)).not.toContain('_');
  }
});

test('a gate that this console does not know is still readable', () => {
  expect(waitWords('quota_spent')).toBe('quota spent');
});
