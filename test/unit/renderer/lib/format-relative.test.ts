import { expect, test } from 'vitest';
import { formatRelative } from '#renderer/lib/format-relative.ts';

const now = Date.UTC(2026, 10, 24, 7);

test('an instant is told by how far it is from now, on either side', () => {
  expect(formatRelative(now - 41 * 60_000, now)).toBe('41 min ago');
  expect(formatRelative(now + 4 * 60_000, now)).toBe('in 4 min');
});

test('what has only just happened is not what is about to happen', () => {
  expect(formatRelative(now - 200, now)).toBe('just now');
  expect(formatRelative(now, now)).toBe('just now');
  expect(formatRelative(now + 200, now)).toBe('now');
});
